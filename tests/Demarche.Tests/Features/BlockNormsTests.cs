using Demarche.Features;

namespace Demarche.Tests.Features;

/// <summary>Factors are a part of every score. The golden values are scale · 2^16 / √n, rounded, by hand.</summary>
public sealed class BlockNormsTests
{
    private static readonly BlockNorms Norms = new(new FeatureOptions { BlockScales = [0.5, 1.5, 1.0, 0.25, 16] });

    [Theory]
    [InlineData(FeatureBlock.Marks, 0, 32768)]
    [InlineData(FeatureBlock.Marks, 18, 32768)] // the marks are not normalised
    [InlineData(FeatureBlock.Concepts, 0, 98304)]
    [InlineData(FeatureBlock.Concepts, 1, 98304)]
    [InlineData(FeatureBlock.Concepts, 2, 69511)]
    [InlineData(FeatureBlock.Concepts, 10, 31086)]
    [InlineData(FeatureBlock.Relations, 5, 29309)]
    [InlineData(FeatureBlock.Relations, 4095, 1024)]
    [InlineData(FeatureBlock.Relations, 4096, 1024)] // beyond the cached ones
    [InlineData(FeatureBlock.Relations, 5000, 927)]
    [InlineData(FeatureBlock.Words, 3, 9459)]
    [InlineData(FeatureBlock.Grams, 1, 1048576)]
    [InlineData(FeatureBlock.Grams, 1_000_000, 1049)]
    public void Factors_are_golden(FeatureBlock block, int count, int expected) => Assert.Equal(expected, Norms.Factor(block, count));

    [Fact]
    public void Factors_give_a_block_the_length_of_its_scale()
    {
        for (var n = 1; n < 6000; n += 7)
            Assert.Equal(1.0, Norms.Factor(FeatureBlock.Relations, n) / 65536.0 * Math.Sqrt(n), 2e-3);
    }
}
