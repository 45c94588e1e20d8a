using System.Diagnostics;
using System.Text;

namespace Demarche.Cli.Tests;

/// <summary>
/// The real command from a shell, as a newcomer runs it: every command under every setting of the machine that must not matter gives the same bytes.
/// </summary>
public sealed class EndToEndTests(EvaluateFixture seeds) : IClassFixture<EvaluateFixture>
{
    private static readonly string Root = FindRoot();
    private static readonly string Documents = Path.Combine(Root, "seeds", "documents");
    private static readonly string Model = Path.Combine(Root, "models", "default");

    /// <summary>Languages of the user, whose numbers and dates differ, and a machine without vector instructions.</summary>
    public static TheoryData<string, string> Settings => new()
    {
        { "LANG", "ru_RU.UTF-8" },
        { "LC_ALL", "fa_IR.UTF-8" },
        { "DOTNET_EnableHWIntrinsic", "0" },
    };

    private static readonly (string, string) Plain = ("LANG", "C.UTF-8");

    // What the plain runs give, run once for all settings.
    private static readonly Dictionary<string, string> PlainOutputs = [];

    private sealed record Ran(int Code, string Output, string Error);

    [Theory]
    [MemberData(nameof(Settings))]
    public void Labels_are_the_same_under_every_setting(string variable, string value)
    {
        foreach (var format in new[] { "jsonl", "csv" })
        {
            string[] args = ["label", Documents, "-m", Model, "--format", format, "--threads", "2"];
            var plain = PlainOutput(args);
            Assert.InRange(plain.Count(c => c == '\n'), 100, int.MaxValue);
            Assert.Equal(plain, Run((variable, value), args).Output);
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Training_and_measuring_are_the_same_under_every_setting(string variable, string value)
    {
        var (plain, other) = (seeds.At("plain"), seeds.At("other-" + value));
        Assert.NotEqual("", PlainOutput("train", seeds.Corpus, "-o", plain, "--threads", "1"));
        Assert.Equal(0, Run((variable, value), "train", seeds.Corpus, "-o", other, "--threads", "3").Code);
        foreach (var file in new[] { "model.json", "weights.bin" })
            Assert.True(File.ReadAllBytes(Path.Combine(plain, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, file))), $"{file} differs under {variable}={value}");

        string[] args = ["evaluate", seeds.At("gold/one.csv"), seeds.At("gold/two.csv"), "-m", plain, "--json"];
        Assert.StartsWith("{", PlainOutput(args));
        Assert.Equal(PlainOutput(args), Run((variable, value), args).Output);
    }

    [Fact]
    public void Exit_codes_say_how_it_went()
    {
        var none = Path.Combine(seeds.Folder, "none.txt");
        var sample = Path.Combine(Documents, "uk-article.txt");
        Assert.Equal(0, Run(Plain, "--help").Code);

        var failed = Run(Plain, "label", none, "-m", Model);
        Assert.Equal((1, ""), (failed.Code, failed.Output));
        Assert.Contains(none, failed.Error);
        Assert.Equal(1, Run(Plain, "train", none, "-o", seeds.At("never")).Code);
        Assert.Equal(1, Run(Plain, "evaluate", none, "-m", Model).Code);
        Assert.Equal(1, Run(Plain, "label", sample, "-m", seeds.At("gold") + "/").Code);

        foreach (var wrong in new string[][] { ["labbel"], ["label"], ["label", sample, "--threads", "0"], ["train", seeds.Corpus, "--trainer", "magic"], ["label", sample, "--whoole"] })
            Assert.Equal(2, Run(Plain, wrong).Code);

        var refused = Run(Plain, "label", sample, none, "-m", Model);
        Assert.Equal(3, refused.Code);
        Assert.Contains(none, refused.Error);
        Assert.NotEqual("", refused.Output);
    }

    [Fact]
    public void Faults_of_a_corpus_are_all_named_and_no_model_is_left()
    {
        var corpus = seeds.At("faulty/corpus.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(corpus)!);
        File.WriteAllText(corpus, "id,language,kind,topics,stance,text\na,en,body,fsh,favor,one two\na,en,body,,neutral,three\n");
        var ran = Run(Plain, "train", corpus, "-o", seeds.At("faulty/model"), "--lexicon", seeds.At("seeds/lexicon"), "--schema", seeds.At("seeds/schema.json"));
        Assert.Equal(1, ran.Code);
        Assert.Contains("corpus.csv:2: ", ran.Error);
        Assert.Contains("corpus.csv:3: ", ran.Error);
        Assert.DoesNotContain("fault of Demarche", ran.Error);
        Assert.False(Directory.Exists(seeds.At("faulty/model")));
    }

    [Fact]
    public void Standard_input_is_labelled_as_a_file_is()
    {
        var path = Path.Combine(Documents, "uk-article.txt");
        static string[] Renamed(string output) => [.. output.Split('\n').Select(line => line.Replace("\"document\":\"uk-article.txt\"", "\"document\":\"-\"", StringComparison.Ordinal))];
        var file = PlainOutput("label", path, "-m", Model, "--format", "jsonl");
        var piped = RunWith(Plain, File.ReadAllBytes(path), "label", "-", "-m", Model, "--format", "jsonl");
        Assert.Equal(0, piped.Code);
        Assert.Equal(Renamed(file), piped.Output.Split('\n'));
        var empty = RunWith(Plain, [], "label", "-", "-m", Model);
        Assert.Equal((0, ""), (empty.Code, empty.Output));
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = Start(Plain, ["label", Documents, "-m", Model, "--format", "jsonl"]);
        process.StandardInput.Close();
        var error = Task.Run(process.StandardError.ReadToEnd);
        process.StandardOutput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("fault of Demarche", await error);
    }

    private static string PlainOutput(params string[] args)
    {
        var key = string.Join('\n', args);
        if (PlainOutputs.TryGetValue(key, out var known))
            return known;
        var ran = Run(Plain, args);
        Assert.True(ran.Code == 0, ran.Error);
        return PlainOutputs[key] = ran.Output;
    }

    private static Ran Run((string, string) setting, params string[] args) => RunWith(setting, [], args);

    private static Ran RunWith((string, string) setting, byte[] input, params string[] args)
    {
        using var process = Start(setting, args);
        var output = Task.Run(process.StandardOutput.ReadToEnd);
        var error = Task.Run(process.StandardError.ReadToEnd);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input.
        }
        process.WaitForExit();
        return new Ran(process.ExitCode, output.Result, error.Result);
    }

    private static Process Start((string Variable, string Value) setting, string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Demarche.Cli.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        // Nothing of the developer's own surroundings.
        foreach (var variable in new[] { "LC_ALL", "LC_MESSAGES", "LANGUAGE", "DEMARCHE_MODELS" })
            start.Environment.Remove(variable);
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment[setting.Variable] = setting.Value;
        return Process.Start(start)!;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ML.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No ML.sln in {AppContext.BaseDirectory} or above it: the tests read documents and the model of the repository.");
    }
}
