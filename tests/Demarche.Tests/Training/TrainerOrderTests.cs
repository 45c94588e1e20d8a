using Demarche.Corpus;
using Demarche.ModelFiles;
using Demarche.Numerics;

namespace Demarche.Tests.Training;

public sealed class TrainerOrderTests(TinySeeds seeds) : IClassFixture<TinySeeds>
{
    // Rows of which many are decided wrongly, so that the card's figures and intervals would show any order.
    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var rows = Repository.TrainingCorpus.Rows.Where((_, i) => i % 40 == 0).ToArray();
        var options = TrainerTests.Options with { Features = new() { HashBits = 10 }, MaxPasses = 2, Trees = 2 };
        Trainer.Train(new LabelledCorpus([.. rows]), options, seeds.At("ordered"), null);
        new Prng(8).Shuffle(rows.AsSpan());
        Trainer.Train(new LabelledCorpus(rows), options, seeds.At("shuffled"), null);
        foreach (var file in new[] { ModelFolder.WeightsFileName, ModelFolder.CardFile })
            Assert.Equal(File.ReadAllText(seeds.At($"ordered/{file}")), File.ReadAllText(seeds.At($"shuffled/{file}")));
    }
}
