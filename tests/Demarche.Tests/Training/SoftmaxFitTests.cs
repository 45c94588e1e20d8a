using Demarche.Numerics;
using Demarche.Training;

namespace Demarche.Tests.Training;

public sealed class SoftmaxFitTests
{
    [Fact]
    public void Finds_the_slope_and_offsets_that_made_the_labels()
    {
        var prng = new Prng(7);
        double[] offsets = [0.7, -0.4, 0];
        var rows = Enumerable.Range(0, 20_000).Select(_ => Enumerable.Range(0, 3).Select(_ => (prng.NextDouble() - 0.5) * 6).ToArray()).ToArray();
        var gold = rows.Select(r =>
        {
            var p = r.Select((v, k) => 0.5 * v + offsets[k]).ToArray();
            StableMath.Softmax(p);
            var u = prng.NextDouble();
            return u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
        }).ToArray();
        var (slope, fitted) = SoftmaxFit.Fit(rows, gold);
        Assert.Equal(0.5, slope, 0.03);
        Assert.All(fitted.Zip(offsets), o => Assert.Equal(o.Second, o.First, 0.1));
    }

    [Fact]
    public void Separable_or_missing_rows_still_have_an_end()
    {
        var (slope, _) = SoftmaxFit.Fit([[5, -5], [-5, 5]], [0, 1]);
        Assert.True(double.IsFinite(slope) && slope > 0);
        var (none, offsets) = SoftmaxFit.Fit([], []);
        Assert.Equal(1, none);
        Assert.Equal([0, 0], offsets);
    }

    [Fact]
    public void Small_systems_are_solved()
    {
        var x = LinearSystem.Solve(new double[,] { { 0, 2, 1 }, { 1, -2, -3 }, { -1, 1, 2 } }, [-8, 0, 3]);
        Assert.All(x.Zip([-4.0, -5, 2]), v => Assert.Equal(v.Second, v.First, 12));
    }
}
