using Demarche.Numerics;
using Demarche.Scoring;

namespace Demarche.Tests.Scoring;

public sealed class ForestTests
{
    // Tree 1: number 0 up to 5 or above; above, number 1 up to 0 or above. Tree 2: a single leaf.
    private static readonly Forest Forest = new(
        Roots: [0, 5],
        Feature: [0, -1, 1, -1, -1, -1],
        Threshold: [5, 0, 0, 0, 0, 0],
        Left: [1, 0, 3, 0, 0, 0],
        Values: [0, 0, 10, 1, 0, 0, 20, 2, 30, 3, 100, 1000],
        Outputs: 2);

    [Theory]
    [InlineData(5, 9, 110, 1001)]
    [InlineData(-1, 0, 110, 1001)]
    [InlineData(6, 0, 120, 1002)]
    [InlineData(6, 1, 130, 1003)]
    public void Adds_up_the_leaves_that_a_row_falls_into(int first, int second, long a, long b)
    {
        var sums = new long[] { 7, 7 };
        Forest.Score([first, second], sums);
        Assert.Equal([a, b], sums);
    }

    [Fact]
    public void A_logit_is_the_logarithm_of_the_mean_probability()
    {
        var logits = new double[2];
        Forest.Logits([6, 1], logits);
        Assert.Equal([StableMath.Log(131 / 131072.0), StableMath.Log(1004 / 131072.0)], logits);
    }
}
