using Demarche.Corpus;
using Demarche.Labels;
using Demarche.Tests.Lexicon;
using Demarche.Tokens;

namespace Demarche.Tests;

/// <summary>What the seeds must hold for the figures measured with them to mean anything.</summary>
public sealed class DataRulesTests
{
    /// <summary>Texts of fewer words repeat each other by chance ("Read in full"), so only equal ones count.</summary>
    private const int FewestWords = 8;

    private const double Containment = 0.5;

    private static readonly Schema Schema = Schema.Load(Repository.SchemaFile);
    private static readonly IReadOnlyList<CorpusRow> Rows = Repository.TrainingCorpus.Rows;

    [Fact]
    public void The_corpus_is_large_and_its_languages_are_balanced()
    {
        Assert.InRange(Rows.Count, 4800, int.MaxValue);
        var language = Schema.Find("language")!;
        var counts = Rows.CountBy(r => new Decision(r.Labels, false).LabelOf(language)).ToDictionary(c => c.Key, c => c.Value);
        var main = new[] { "en", "ru", "uk", "fa" }.Select(l => counts.GetValueOrDefault(l)).ToArray();
        Assert.InRange(main.Min(), 0.9 * main.Max(), main.Max());
    }

    [Fact]
    public void Every_row_obeys_the_rules_of_the_schema() => Assert.All(Rows, row =>
    {
        foreach (var rule in Schema.Rules.Where(r => (row.Labels & r.WhenMask) != 0))
            Assert.True((row.Labels & rule.ClearMask) == rule.SetMask, $"{row.File}:{row.Line}: {row.Id} has labels that the schema's rules do not allow together");
    });

    [Fact]
    public void Every_label_has_rows_to_learn_from() => Assert.All(Schema.Tasks.SelectMany(t => t.Labels.Select((l, i) => (Task: t, Label: l, Bit: 1UL << t.FirstOutput + i))),
        l => Assert.True(Rows.Count(r => (r.Labels & l.Bit) != 0) >= 50, $"{l.Task.Name}: {l.Label} has fewer than 50 rows"));

    [GoldFact]
    public void No_gold_paragraph_stands_in_the_corpus() => AssertApart(GoldTexts(), [.. Rows.Select(r => (r.Text, $"{r.File}:{r.Line}"))]);

    [GoldFact]
    public void No_gold_paragraph_stands_in_the_sample_documents() => AssertApart(GoldTexts(), [.. Directory.GetFiles(Repository.Documents)
        .SelectMany(f => File.ReadLines(f).Select((line, i) => (Text: line, Place: $"{f}:{i + 1}"))).Where(l => !string.IsNullOrWhiteSpace(l.Text))]);

    [GoldFact]
    public void Copies_and_near_copies_are_found()
    {
        // The test's own test: a gold paragraph with a word changed, and a heading in other spelling.
        var gold = GoldTexts();
        var body = gold.First(g => Patterns.Words(g.Text).Count is > 20 and < 60);
        string[] words = body.Text.Split(' ');
        words[3] = "other";
        var changed = string.Join(' ', words);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertApart([body], [(changed, "here")]));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertApart([("Read in full!", "a")], [("READ IN FULL!", "b")]));
        AssertApart([("Read in full", "a")], [("Read in brief", "b")]);
    }

    private static (string Text, string Place)[] GoldTexts() =>
        [.. CorpusReader.Read(Directory.GetFiles(Repository.Gold!, "*.csv").Order(StringComparer.Ordinal), Schema, CorpusRules.Gold).Rows
            .Where(r => !IsBoilerplate(r)).Select(r => (r.Text, $"{r.File}:{r.Line}"))];

    // "Forwarded from …" and "Read in full" are the same everywhere.
    private static bool IsBoilerplate(CorpusRow row) => Schema.Rules.Any(r => (row.Labels & row.Known & r.WhenMask) != 0);

    private static void AssertApart((string Text, string Place)[] gold, (string Text, string Place)[] seeds)
    {
        static bool IsLong((string Text, string Place) row) => Patterns.Words(row.Text).Count >= FewestWords;
        (string Text, string Place)[] longGold = [.. gold.Where(IsLong)], longSeeds = [.. seeds.Where(IsLong)];
        var near = NearDuplicates.Between([.. longGold.Select(g => g.Text)], [.. longSeeds.Select(s => s.Text)], Containment)
            .Select(n => $"{longSeeds[n.Right].Place} repeats {longGold[n.Left].Place} ({(int)(100 * n.Containment)} % of its word triples)");
        var folded = gold.Where(g => !IsLong(g)).GroupBy(g => Folding.Hash(g.Text)).ToDictionary(g => g.Key, g => g.First().Place);
        var equal = seeds.Where(s => folded.ContainsKey(Folding.Hash(s.Text))).Select(s => $"{s.Place} equals {folded[Folding.Hash(s.Text)]}");
        Assert.Equal([], near.Concat(equal));
    }
}

/// <summary>A test that needs the gold files, which stand beside the repository; shown as skipped where they are not.</summary>
internal sealed class GoldFactAttribute : FactAttribute
{
    public GoldFactAttribute() => Skip = Repository.Gold is null ? "needs ../shared/gold beside the repository, which is not there" : null;
}
