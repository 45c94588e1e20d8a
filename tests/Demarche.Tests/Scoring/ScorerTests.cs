using Demarche.Features;
using Demarche.Numerics;
using Demarche.Scoring;

namespace Demarche.Tests.Scoring;

public sealed class ScorerTests
{
    private static readonly BlockNorms Norms = new(new FeatureOptions { BlockScales = [0.5, 1.5, 1, 16, 0.25] });

    private static long[] Score(WeightTable table, FeatureVector features)
    {
        var logits = Enumerable.Repeat(99L, table.Stride).ToArray();
        new Scorer(table, Norms).Score(features, logits);
        return logits;
    }

    /// <summary>The formula, in 64 bits, one weight at a time.</summary>
    private static long[] ScoreSlowly(WeightTable table, FeatureVector features)
    {
        var logits = new long[table.Stride];
        foreach (var block in Enum.GetValues<FeatureBlock>())
            foreach (var row in features.Rows(block))
                for (var lane = 0; lane < table.Stride; lane++)
                    logits[lane] += (long)Norms.Factor(block, features.Rows(block).Length) * table.Rows[row * table.Stride + lane];
        return logits;
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(64)]
    public void Sums_as_the_formula_says(int stride)
    {
        var prng = new Prng((ulong)stride);
        for (var round = 0; round < 50; round++)
        {
            var table = new WeightTable([.. Enumerable.Range(0, 40 * stride).Select(_ => (short)prng.NextUInt64())], stride, 14);
            var features = new FeatureVector();
            foreach (var block in Enum.GetValues<FeatureBlock>())
                for (var n = prng.Next(60); n > 0; n--)
                    features.Add(block, prng.Next(40));
            Assert.Equal(ScoreSlowly(table, features), Score(table, features));
        }
    }

    // 65,536 of the lowest weight just fit a 32-bit sum; one more would not.
    [Theory]
    [InlineData(8, short.MinValue)]
    [InlineData(16, short.MinValue)]
    [InlineData(16, short.MaxValue)]
    [InlineData(24, short.MinValue)]
    public void Long_paragraphs_do_not_overflow(int stride, short weight)
    {
        var table = new WeightTable([.. Enumerable.Repeat(weight, stride)], stride, 0);
        foreach (var count in new[] { 65_535, 65_536, 65_537, 200_000 })
        {
            var features = new FeatureVector();
            for (var i = 0; i < count; i++)
                features.Add(FeatureBlock.Grams, 0);
            Assert.All(Score(table, features), sum => Assert.Equal((long)Norms.Factor(FeatureBlock.Grams, count) * weight * count, sum));
        }
    }

    [Fact]
    public void The_order_of_features_does_not_matter()
    {
        var prng = new Prng(1);
        var table = new WeightTable([.. Enumerable.Range(0, 1600).Select(_ => (short)prng.NextUInt64())], 16, 10);
        var rows = Enumerable.Range(0, 5000).Select(_ => prng.Next(100)).ToArray();
        var expected = Score(table, Of(rows));
        prng.Shuffle(rows.AsSpan());
        Assert.Equal(expected, Score(table, Of(rows)));

        static FeatureVector Of(int[] rows)
        {
            var features = new FeatureVector();
            foreach (var row in rows)
                features.Add(FeatureBlock.Words, row);
            return features;
        }
    }

    [Fact]
    public void Nothing_scores_zero_and_a_unit_is_worth_what_it_says()
    {
        var table = new WeightTable([.. Enumerable.Repeat((short)(1 << 9), 16)], 16, 9);
        Assert.All(Score(table, new FeatureVector()), logit => Assert.Equal(0, logit));
        // A weight of 1 on one word, whose block has scale 16.
        var features = new FeatureVector();
        features.Add(FeatureBlock.Words, 0);
        Assert.Equal(16.0, Score(table, features)[3] * new Scorer(table, Norms).Unit);
    }
}
