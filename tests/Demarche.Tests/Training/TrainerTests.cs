using Demarche.Corpus;
using Demarche.Features;
using Demarche.Labels;
using Demarche.ModelFiles;
using Demarche.Numerics;
using Demarche.Training;

namespace Demarche.Tests.Training;

public sealed class TrainerTests(TinySeeds seeds) : IClassFixture<TinySeeds>
{
    private static readonly LabelledCorpus Cut = Sample(400);

    /// <summary>Every nth row of the corpus, so that all languages, labels and kinds are in it.</summary>
    private static LabelledCorpus Sample(int rows)
    {
        var all = Repository.TrainingCorpus.Rows;
        return new LabelledCorpus([.. Enumerable.Range(0, rows).Select(i => all[(int)((long)i * all.Count / rows)])]);
    }

    internal static readonly TrainingOptions Options = new()
    {
        LexiconFolder = Repository.Lexicon, SchemaPath = Repository.SchemaFile, Threads = 2, CalibrationFolds = 3, MaxPasses = 8, Trees = 12,
        Features = new FeatureOptions { HashBits = 14 },
    };

    private (byte[] Card, byte[] Weights) Train(LabelledCorpus corpus, TrainingOptions options)
    {
        var folder = seeds.At("model-" + Guid.NewGuid().ToString("N"));
        Trainer.Train(corpus, options, folder, null);
        return (File.ReadAllBytes(Path.Combine(folder, ModelFolder.CardFile)), File.ReadAllBytes(Path.Combine(folder, ModelFolder.WeightsFileName)));
    }

    [Fact]
    public void The_same_corpus_and_options_give_the_same_bytes()
    {
        var expected = Train(Cut, Options);
        foreach (var threads in new[] { 1, 16 })
            AssertSame(expected, Train(Cut, Options with { Threads = threads }), $"{threads} threads");
        foreach (var culture in Cultures.Names[1..])
            AssertSame(expected, Cultures.In(culture, () => Train(Cut, Options)), culture);
        Assert.False(expected.Weights.AsSpan().SequenceEqual(Train(Cut, Options with { Seed = 2 }).Weights), "another seed must be another model");
    }

    private static void AssertSame((byte[] Card, byte[] Weights) expected, (byte[] Card, byte[] Weights) actual, string why)
    {
        Assert.True(expected.Weights.AsSpan().SequenceEqual(actual.Weights), $"weights.bin differs: {why}");
        Assert.True(expected.Card.AsSpan().SequenceEqual(actual.Card), $"model.json differs: {why}");
    }

    [Fact]
    public void How_rows_are_spread_over_files_does_not_matter()
    {
        var model = seeds.Train("spread-1");
        var lines = Directory.GetFiles(seeds.At("corpus")).SelectMany(f => File.ReadLines(f).Skip(1)).ToArray();
        new Prng(5).Shuffle(lines.AsSpan());
        var header = File.ReadLines(seeds.At("corpus/en.csv")).First();
        for (var part = 0; part < 3; part++)
            seeds.Write($"other/part{part}.csv", header + "\n" + string.Concat(lines.Where((_, i) => i % 3 == part).Select(l => l + "\n")));
        Trainer.Train([seeds.At("other/part2.csv"), seeds.At("other/part0.csv"), seeds.At("other/part1.csv")], seeds.Options, seeds.At("spread-2"));
        foreach (var file in new[] { ModelFolder.CardFile, ModelFolder.WeightsFileName })
            Assert.Equal(File.ReadAllBytes(Path.Combine(model, file)), File.ReadAllBytes(seeds.At($"spread-2/{file}")));
    }

    [Fact]
    public void A_card_holds_no_clock_path_or_machine()
    {
        var text = File.ReadAllText(Path.Combine(seeds.Train("card"), ModelFolder.CardFile));
        Assert.DoesNotContain(seeds.Folder, text, StringComparison.Ordinal);
        foreach (var word in new[] { Environment.MachineName, Environment.UserName })
            Assert.DoesNotContain($"\"{word}\"", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"20\d\d-\d\d-\d\d", text); // a date; digests may hold any digits
        Assert.DoesNotContain("threads", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Topics_and_languages_are_data()
    {
        var labeler = Labeler.Load(seeds.Train("tiny"));
        Assert.Equal(["fish", "rail", "snow", "bees", "mines"], labeler.Schema.Find("topics")!.Labels);
        Assert.Equal(["fish"], labeler.Label("market people praised fish in the valley school")["topics"]);
        Assert.Equal(["rail", "mines"], labeler.Label("bridge town blamed trains and coal in winter")["topics"]);

        // No German row has a topic: the concepts of the fifth column carry it over.
        var german = labeler.Label("die leute lobten fische am markt, schule und hafen");
        Assert.True(german.Probability("topics", "fish") > 2 * german.Probability("topics", "snow"), "the lexicon's new column must carry a topic over");
    }

    [Fact]
    public void What_is_decided_in_cross_validation_obeys_the_rules()
    {
        var decisions = Trainer.Train(seeds.Corpus, seeds.Options, seeds.At("crossed"), null);
        var schema = Schema.Load(seeds.Options.SchemaPath);
        var boilerplate = schema.Rules.Single();
        Assert.Contains(decisions, d => (d.Chosen & boilerplate.WhenMask) != 0);
        Assert.All(decisions.Where(d => (d.Chosen & boilerplate.WhenMask) != 0), d => Assert.Equal(boilerplate.SetMask, d.Chosen & boilerplate.ClearMask));
    }

    [Fact]
    public void A_corpus_with_too_few_rows_is_refused()
    {
        var few = new LabelledCorpus([.. seeds.Corpus.Rows.Take(4)]);
        Assert.Equal("The corpus holds 4 rows, expected at least one for each of 5 folds.",
            Assert.Throws<DataException>(() => Trainer.Train(few, seeds.Options, seeds.At("few"), null)).Message);
        Assert.False(Directory.Exists(seeds.At("few")));
    }

    [Fact]
    public void Progress_is_told()
    {
        var steps = new List<string>();
        Trainer.Train(seeds.Corpus, seeds.Options with { Threads = 1 }, seeds.At("told"), steps.Add);
        Assert.Contains("fold 5 of 5", steps);
    }
}
