using Demarche.Numerics;
using Demarche.Scoring;

namespace Demarche.Tests.Scoring;

public sealed class WeightTableTests
{
    private static float[] Random(double scale)
    {
        var prng = new Prng(2);
        return [.. Enumerable.Range(0, 1600).Select(_ => (float)((prng.NextDouble() - 0.5) * scale))];
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1)]
    [InlineData(3.99)]
    [InlineData(100)]
    [InlineData(60_000)]
    public void The_error_is_at_most_half_a_step(double scale)
    {
        var weights = Random(scale);
        var table = WeightTable.Quantise(weights, 16);
        var step = 1.0 / (1 << table.Shift);
        Assert.InRange(table.Shift, 0, 14);
        for (var i = 0; i < weights.Length; i++)
            Assert.InRange(Math.Abs(table.Rows[i] * step - weights[i]), 0, step / 2);
    }

    [Fact]
    public void The_step_is_the_finest_that_holds_all()
    {
        var weights = Random(100);
        var table = WeightTable.Quantise(weights, 16);
        Assert.True(weights.Max(Math.Abs) * (2 << table.Shift) > short.MaxValue);
    }

    [Fact]
    public void The_same_weights_give_the_same_rows()
    {
        var (a, b) = (WeightTable.Quantise(Random(5), 16), WeightTable.Quantise(Random(5), 16));
        Assert.Equal(a.Rows, b.Rows);
        Assert.Equal((100, 16, b.Shift), (a.RowCount, a.Stride, a.Shift));
    }

    [Fact]
    public void Zeros_and_weights_beyond_all_steps_are_held_too()
    {
        Assert.All(WeightTable.Quantise(new float[8], 8).Rows, w => Assert.Equal(0, w));
        Assert.Equal([short.MaxValue, short.MinValue], WeightTable.Quantise([1e9f, -1e9f, 0, 0, 0, 0, 0, 0], 8).Rows[..2]);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    [InlineData(15, 16)]
    [InlineData(17, 24)]
    [InlineData(64, 64)]
    public void A_row_holds_its_outputs_in_whole_groups(int outputs, int stride) => Assert.Equal(stride, WeightTable.StrideFor(outputs));
}
