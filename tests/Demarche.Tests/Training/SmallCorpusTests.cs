using Demarche.Corpus;
using Demarche.ModelFiles;

namespace Demarche.Tests.Training;

/// <summary>A corpus of a few rows is no error: it is how a user starts.</summary>
public sealed class SmallCorpusTests(TinySeeds seeds) : IClassFixture<TinySeeds>
{
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(24)]
    public void A_few_rows_train_a_model(int rows)
    {
        var all = seeds.Corpus.Rows.OrderBy(r => r.Id[1..], StringComparer.Ordinal).ToArray();
        Trainer.Train(new LabelledCorpus([.. all.Take(rows)]), seeds.Options, seeds.At("few"), null);
        Assert.NotEmpty(Labeler.Load(seeds.At("few")).Label("people praised fish")["stance"]);
    }

    [Fact]
    public void Rows_that_train_no_stance_train_a_model()
    {
        Trainer.Train(new LabelledCorpus([.. seeds.Corpus.Rows.Where(r => r.Text.StartsWith("Weiterlesen", StringComparison.Ordinal))]), seeds.Options, seeds.At("none"), null);
        Assert.Equal(["boilerplate"], Labeler.Load(seeds.At("none")).Label("Weiterlesen: Insel")["kind"]);
    }

    [Fact]
    public void A_lexicon_without_patterns_trains_a_model()
    {
        seeds.Write("bare/lexicon/none.csv", "concept,en\n");
        seeds.Train("bare/model", seeds.Options with { LexiconFolder = seeds.At("bare/lexicon") });
        Assert.Empty(ModelFolder.Read(seeds.At("bare/model")).Lexicon.Concepts);
    }

    [Fact]
    public void A_pattern_that_a_model_could_not_hold_is_refused_before_training()
    {
        seeds.Write("deep/lexicon/deep.csv", $"concept,en\nx.deep,{string.Join(' ', Enumerable.Repeat("word", 40))}\n");
        var message = Assert.Throws<DataException>(() => seeds.Train("deep/model", seeds.Options with { LexiconFolder = seeds.At("deep/lexicon") })).Message;
        Assert.Contains("deep.csv:2: ", message);
    }
}
