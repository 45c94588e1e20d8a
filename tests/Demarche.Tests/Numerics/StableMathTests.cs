using Demarche.Numerics;

namespace Demarche.Tests.Numerics;

/// <summary>The bits are a contract: training gives the same bytes on every machine only as long as these functions give the same bits.</summary>
public sealed class StableMathTests
{
    private static readonly double[] Grid = [.. Enumerable.Range(-70_000, 140_001).Select(i => i / 100.0)];

    // The values come from the same operations in another language.
    [Theory]
    [InlineData(-708, 0x0017c8ab2288c9ac)]
    [InlineData(-100.5, 0x36e01a0e5643644f)]
    [InlineData(-20, 0x3e21b48655f37267)]
    [InlineData(-3.25, 0x3fa3da368521902d)]
    [InlineData(-1, 0x3fd78b56362cef38)]
    [InlineData(-0.1, 0x3fecf46d99d52b3a)]
    [InlineData(-1e-09, 0x3fefffffff768fa1)]
    [InlineData(0, 0x3ff0000000000000)]
    [InlineData(1e-09, 0x3ff000000044b830)]
    [InlineData(0.1, 0x3ff1aec7b35a00d4)]
    [InlineData(0.5, 0x3ffa61298e1e069c)]
    [InlineData(1, 0x4005bf0a8b14576a)]
    [InlineData(2, 0x401d8e64b8d4ddae)]
    [InlineData(3.141592653589793, 0x403724046eb09339)]
    [InlineData(10, 0x40d5829dcf95055f)]
    [InlineData(20.75, 0x41ce9c1c635f078a)]
    [InlineData(100, 0x48f3494a9b171bf5)]
    [InlineData(345.678, 0x5f1a22ad25ccb60e)]
    [InlineData(700, 0x7f0d945df4f8ec8f)]
    [InlineData(709, 0x7fdd422d2be5dc9b)]
    public void Exp_gives_golden_bits(double x, ulong bits) => Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(StableMath.Exp(x)));

    [Theory]
    [InlineData(1e-300, 0xc085963447f87fb5)]
    [InlineData(1e-10, 0xc037069e2aa2aa5b)]
    [InlineData(0.001, 0xc01ba18a998fffa0)]
    [InlineData(0.1, 0xc0026bb1bbb55515)]
    [InlineData(0.25, 0xbff62e42fefa39ef)]
    [InlineData(0.5, 0xbfe62e42fefa39ef)]
    [InlineData(0.7, 0xbfd6d3c324e13f4f)]
    [InlineData(0.999999, 0xbeb0c6f82d74d22f)]
    [InlineData(1, 0x0000000000000000)]
    [InlineData(1.0000001, 0x3e7ad7f2847b6492)]
    [InlineData(1.4142135623730951, 0x3fd62e42fefa39f1)]
    [InlineData(1.5, 0x3fd9f323ecbf984c)]
    [InlineData(2, 0x3fe62e42fefa39ef)]
    [InlineData(2.718281828459045, 0x3ff0000000000000)]
    [InlineData(3, 0x3ff193ea7aad030b)]
    [InlineData(10, 0x40026bb1bbb55516)]
    [InlineData(1234.5, 0x401c79436f818745)]
    [InlineData(1000000.0, 0x402ba18a998fffa0)]
    [InlineData(10000000000.0, 0x4037069e2aa2aa5b)]
    [InlineData(1e+300, 0x4085963447f87fb5)]
    public void Log_gives_golden_bits(double x, ulong bits) => Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(StableMath.Log(x)));

#pragma warning disable RS0030 // The platform's functions are what these are measured by.
    [Fact]
    public void Exp_is_within_two_units_of_the_last_place() =>
        Assert.All(Grid, x => Assert.InRange(Distance(StableMath.Exp(x), Math.Exp(x)), 0, 2));

    [Fact]
    public void Log_is_within_three_units_of_the_last_place() =>
        Assert.All(Grid.Select(Math.Exp).Concat(Enumerable.Range(1, 20_000).Select(i => i / 10_000.0)), x => Assert.InRange(Distance(StableMath.Log(x), Math.Log(x)), 0, 3));
#pragma warning restore RS0030

    [Fact]
    public void Ends_of_the_range_are_exact()
    {
        Assert.Equal((0.0, 0.0), (StableMath.Exp(-709), StableMath.Exp(double.NegativeInfinity)));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (StableMath.Exp(709.1), StableMath.Exp(double.PositiveInfinity)));
        Assert.True(double.IsNaN(StableMath.Exp(double.NaN)));
        Assert.Equal(double.NegativeInfinity, StableMath.Log(0));
        Assert.True(double.IsNaN(StableMath.Log(-1)));
        Assert.Equal((0.0, 1.0), (StableMath.Log(1), StableMath.Exp(0)));
    }

    [Fact]
    public void Sigmoid_rises_from_zero_to_one_and_is_even_handed()
    {
        var values = Grid.Select(StableMath.Sigmoid).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 1));
        Assert.All(values.Zip(values.Skip(1)), p => Assert.True(p.First <= p.Second));
        Assert.All(Grid, x => Assert.Equal(1, StableMath.Sigmoid(x) + StableMath.Sigmoid(-x), 15));
        Assert.Equal(0.5, StableMath.Sigmoid(0));
    }

    [Fact]
    public void Softmax_sums_to_one_and_keeps_the_order()
    {
        foreach (var logits in new double[][] { [1, 2, 3], [0], [-1000, 0, 1000], [700, 700, 700], [-5e5, -5e5 + 1], [1e308, -1e308] })
        {
            var p = logits.ToArray();
            StableMath.Softmax(p);
            Assert.Equal(1, p.Sum(), 12);
            Assert.All(p, v => Assert.InRange(v, 0, 1));
            Assert.All(p.Zip(logits).OrderBy(v => v.Second).Zip(p.Zip(logits).OrderBy(v => v.Second).Skip(1)), v => Assert.True(v.First.First <= v.Second.First));
        }
    }

    private static long Distance(double a, double b) => Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
