using Demarche.Lexicon;

namespace Demarche.Tests.Lexicon;

public sealed class LexiconSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demarche-lexicon-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Fault() => Assert.Throws<DataException>(() => LexiconCompiler.Compile(LexiconSource.ReadFolder(_folder))).Message
        .Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(_folder, "FOLDER", StringComparison.Ordinal);

    [Fact]
    public void Reads_every_column_but_concept_as_a_language()
    {
        Write("a.csv", "concept,en,ru,de\nplace.kyiv,kyiv*| kiev ,киев*,\nplace.iran,\"iran|islamic republic\",,Iran\n");
        Assert.Equal(
            [
                "place.kyiv en kyiv* 2", "place.kyiv en kiev 2", "place.kyiv ru киев* 2",
                "place.iran en iran 3", "place.iran en islamic republic 3", "place.iran de Iran 3",
            ],
            LexiconSource.ReadFolder(_folder).Select(p => $"{p.Concept} {p.Language} {p.Pattern} {p.Line}"));
    }

    [Fact]
    public void A_concept_may_stand_in_several_rows_and_files()
    {
        Write("b.csv", "concept,en\nx.a,one\nx.a,two\n");
        Write("a.csv", "concept,ru\nx.a,три\n");
        var patterns = LexiconSource.ReadFolder(_folder);
        Assert.Equal(["три", "one", "two"], patterns.Select(p => p.Pattern));
        Assert.Equal(["x.a 0-0", "x.a 1-1", "x.a 2-2"], Patterns.Find(LexiconCompiler.Compile(patterns), "one two три"));
    }

    [Fact]
    public void Files_that_are_no_lexicon_are_passed_over()
    {
        Write("a.csv", "concept,en\nx.a,one\n");
        Write("notes.csv", "who,what\nme,notes\n");
        Write("README.md", "# Lexicon");
        Assert.Single(LexiconSource.ReadFolder(_folder));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(_folder, "none");
        Assert.Equal($"{missing}: no such folder. Expected a lexicon: *.csv files with the columns concept and one for each language; see seeds/lexicon.",
            Assert.Throws<DataException>(() => LexiconSource.ReadFolder(missing)).Message);
    }

    [Fact]
    public void A_folder_without_a_lexicon_is_named() =>
        Assert.Equal("FOLDER: holds no *.csv file with a column \"concept\". Expected a lexicon; see seeds/lexicon.", Fault());

    [Fact]
    public void A_concept_without_a_name_is_named_with_its_line()
    {
        Write("a.csv", "concept,en\nx.a,one\n ,two\n");
        Assert.Equal("a.csv:3: the concept has no name. Expected a dotted name such as place.ukraine.kharkiv.", Fault());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("— !")]
    [InlineData("😀")]
    public void A_pattern_without_words_is_named(string pattern)
    {
        Write("a.csv", $"concept,en,fa\nx.a,one,\"{pattern}\"\n");
        Assert.Equal($"a.csv:2: pattern \"{pattern}\" of x.a (fa) holds no letter or digit. Expected words.", Fault());
    }
}
