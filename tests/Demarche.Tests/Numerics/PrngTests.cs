using Demarche.Numerics;

namespace Demarche.Tests.Numerics;

/// <summary>Folds and solver take their order from here: other numbers would be other models. Values from an implementation in another language.</summary>
public sealed class PrngTests
{
    [Theory]
    [InlineData(0, new[] { 0xe220a8397b1dcdafUL, 0x6e789e6aa1b965f4UL, 0x06c45d188009454fUL, 0xf88bb8a8724c81ecUL, 0x1b39896a51a8749bUL })]
    [InlineData(1, new[] { 0x910a2dec89025cc1UL, 0xbeeb8da1658eec67UL, 0xf893a2eefb32555eUL, 0x71c18690ee42c90bUL, 0x71bb54d8d101b5b9UL })]
    // The example that the paper's authors publish.
    [InlineData(1234567, new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL })]
    [InlineData(ulong.MaxValue, new[] { 0xe4d971771b652c20UL, 0xe99ff867dbf682c9UL, 0x382ff84cb27281e9UL, 0x6d1db36ccba982d2UL, 0xb4a0472e578069aeUL })]
    public void Gives_golden_values(ulong seed, ulong[] expected)
    {
        var prng = new Prng(seed);
        Assert.Equal(expected, expected.Select(_ => prng.NextUInt64()));
    }

    [Fact]
    public void Bounded_fractions_and_shuffles_are_golden_too()
    {
        var prng = new Prng(1);
        Assert.Equal([56, 74, 97, 44, 44, 76, 87, 52, 28, 79, 40, 60], Enumerable.Range(0, 12).Select(_ => prng.Next(100)));
        prng = new Prng(1);
        Assert.Equal([0.5665615751722809, 0.7457817572627011, 0.9710027535867962, 0.4443592170557721], Enumerable.Range(0, 4).Select(_ => prng.NextDouble()));
        int[] items = [.. Enumerable.Range(0, 10)];
        new Prng(1).Shuffle(items.AsSpan());
        Assert.Equal([9, 0, 1, 4, 8, 2, 3, 7, 6, 5], items);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000_003)]
    [InlineData(int.MaxValue)]
    public void Numbers_are_below_their_bound_and_reach_all_of_it(int bound)
    {
        var prng = new Prng(5);
        var eighths = new int[8];
        for (var i = 0; i < 8000; i++)
        {
            var n = prng.Next(bound);
            Assert.InRange(n, 0, bound - 1);
            eighths[(int)(8L * n / bound)]++;
        }
        if (bound > 8)
            Assert.All(eighths, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_as_likely_as_another()
    {
        var prng = new Prng(9);
        var orders = Enumerable.Range(0, 6000).Select(_ =>
        {
            var items = "abc".ToCharArray();
            prng.Shuffle(items.AsSpan());
            return new string(items);
        }).CountBy(o => o).ToList();
        Assert.Equal(6, orders.Count);
        Assert.All(orders, o => Assert.InRange(o.Value, 850, 1150));
    }
}
