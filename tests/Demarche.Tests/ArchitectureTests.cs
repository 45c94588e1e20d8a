using System.Text.RegularExpressions;

namespace Demarche.Tests;

/// <summary>
/// The rule of rooms, read from the sources: a room (folder of src/Demarche) uses only rooms to its left, in the order of the data; what stands beside the way
/// is never used by a room on it. To allow more is a decision about the design: change the table here, and say why in the commit.
/// </summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // On the way of the data.
        ["Numerics"] = [],
        ["Texts"] = ["Numerics"],
        ["Paragraphs"] = ["Numerics", "Texts"],
        ["Tokens"] = ["Numerics", "Texts", "Paragraphs"],
        ["Lexicon"] = ["Numerics", "Texts", "Paragraphs", "Tokens"],
        ["Features"] = ["Numerics", "Texts", "Paragraphs", "Tokens", "Lexicon"],
        ["Scoring"] = ["Numerics", "Texts", "Paragraphs", "Tokens", "Lexicon", "Features"],
        ["Labels"] = ["Numerics", "Texts", "Paragraphs", "Tokens", "Lexicon", "Features", "Scoring"],
        ["Output"] = ["Numerics", "Texts", "Paragraphs", "Tokens", "Lexicon", "Features", "Scoring", "Labels"],
        // Beside it. None of them writes records.
        ["Corpus"] = ["Numerics", "Texts", "Tokens", "Labels"],
        ["ModelFiles"] = ["Numerics", "Tokens", "Lexicon", "Features", "Scoring", "Labels"],
        ["Evaluation"] = ["Numerics", "Texts", "Tokens", "Labels", "Corpus"],
        ["Training"] = ["Numerics", "Tokens", "Lexicon", "Features", "Scoring", "Labels", "Corpus"],
    };

    /// <summary>The two doors stand above the rooms. Only those that run a whole model may know the first; the second is for users alone.</summary>
    private static readonly Dictionary<string, string[]> DoorsAllowed = new() { ["Labeler"] = ["Output", "Evaluation"], ["Trainer"] = [] };

    private sealed record Source(string Room, string Path, string Code);

    private static readonly Source[] Sources = [.. Directory.EnumerateFiles(Repository.Sources, "*.cs", SearchOption.AllDirectories)
        .Select(p => Path.GetRelativePath(Repository.Sources, p).Replace('\\', '/'))
        .Where(p => p.Split('/')[0] is not ("bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .Select(p => new Source(p.Contains('/') ? p.Split('/')[0] : "", p, Stripped(File.ReadAllText(Path.Combine(Repository.Sources, p)))))];

    /// <summary>The types that each room declares.</summary>
    private static readonly ILookup<string, string> Types =
        Sources.SelectMany(s => Declaration().Matches(s.Code).Select(m => (s.Room, Name: m.Groups[1].Value))).ToLookup(t => t.Room, t => t.Name);

    [Fact]
    public void Every_folder_is_a_room_of_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Sources.Select(s => s.Room).Where(r => r.Length > 0).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_file_is_in_the_namespace_of_its_room() =>
        Assert.All(Sources, s => Assert.Equal(s.Room.Length == 0 ? "Demarche" : "Demarche." + s.Room, Namespace().Match(s.Code).Groups[1].Value));

    [Fact]
    public void A_room_uses_only_rooms_to_its_left()
    {
        var broken = Sources.Where(s => s.Room.Length > 0).SelectMany(s => RoomsUsed(s).Where(used => used != s.Room && !Allowed[s.Room].Contains(used))
            .Select(used => $"{s.Path} uses {used}, but {s.Room} may use only: {string.Join(", ", Allowed[s.Room])}"));
        Assert.Equal([], broken);
    }

    [Fact]
    public void No_room_knows_the_doors_but_those_that_run_a_whole_model()
    {
        var broken = Sources.Where(s => s.Room.Length > 0).SelectMany(s => DoorsAllowed
            .Where(d => !d.Value.Contains(s.Room) && Regex.IsMatch(s.Code, $@"(?<![\w.""]){d.Key}\b(?=[.\s]+\w|\s*\()(?!\s*\{{)"))
            .Select(d => $"{s.Path} names {d.Key}"));
        Assert.Equal([], broken);
    }

    // So that the test cannot pass by finding nothing.
    [Fact]
    public void Uses_are_found_in_every_spelling()
    {
        Assert.Equal(["Labels"], RoomsUsed(new Source("Output", "a.cs", Stripped("using Demarche.Labels;\nnamespace Demarche.Output;"))));
        Assert.Equal(["Labels"], RoomsUsed(new Source("Output", "a.cs", Stripped("namespace Demarche.Output;\nclass A { Demarche.Labels.Schema s; }"))));
        Assert.Equal(["Scoring"], RoomsUsed(new Source("Output", "a.cs", Stripped("namespace Demarche.Output;\nclass A { Scoring.WeightTable t; }"))));
        Assert.Equal(["Scoring"], RoomsUsed(new Source("Output", "a.cs", Stripped("using static Demarche.Scoring.WeightTable;\nusing W = Demarche.Scoring.WeightTable;\nnamespace Demarche.Output;"))));
        Assert.Empty(RoomsUsed(new Source("Output", "a.cs", Stripped("namespace Demarche.Output;\n/// <see cref=\"Training.SparseRows\"/>\n// Training.SparseRows\nclass A { int n = task.Labels.Count; }"))));
        Assert.Contains("Labels", RoomsUsed(Sources.Single(s => s.Path == "Output/LabelRun.cs")));
    }

    private static IEnumerable<string> RoomsUsed(Source source)
    {
        var named = Using().Matches(source.Code).Select(m => m.Groups[1].Value);
        // A name qualified by a room counts where the room has such a type: "Labels.Count" of a property is none.
        var qualified = Qualified().Matches(source.Code).Where(m => Types[m.Groups[1].Value].Contains(m.Groups[2].Value)).Select(m => m.Groups[1].Value);
        return named.Concat(qualified).Where(Allowed.ContainsKey).Distinct().Order(StringComparer.Ordinal);
    }

    private static string Stripped(string code) => Comment().Replace(code, "");

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|struct|enum|interface|delegate \w+|record(?: struct| class)?) (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"using [^;\n]*\bDemarche\.(\w+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(?:global::)?(?:Demarche\.)?([A-Z]\w+)\.([A-Z]\w*)")]
    private static partial Regex Qualified();
}
