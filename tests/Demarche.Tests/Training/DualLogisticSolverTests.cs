using Demarche.Features;
using Demarche.Numerics;
using Demarche.Training;

namespace Demarche.Tests.Training;

/// <summary>The solver against the slowest sure way: gradient descent on the primal, in double precision, one output at a time.</summary>
public sealed class DualLogisticSolverTests
{
    private const int Lanes = 8, Outputs = 3;

    private static readonly FeatureOptions Options = new() { HashBits = 18, MaxGram = 0 };
    private static readonly Demarche.Lexicon.ConceptLexicon Lexicon = Demarche.Tests.Lexicon.Patterns.Compile(("x.a", "alpha"), ("x.b", "beta"), ("y", "gamma"));
    private static readonly SparseRows Rows = Extract();
    private static readonly double[] Costs = [0.5, 4, 8];

    // Block by block; the second output holds its words back, the third its marks.
    private static readonly float[][] Variances = [[1, 1, 0.1f, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1], [1, 0.25f, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1]];

    private static readonly ulong[] Labels = [.. Enumerable.Range(0, 40).Select(i => (i % 3 == 0 ? 1UL : 0) | (i % 5 < 2 ? 2UL : 0) | (i % 7 < 4 ? 4UL : 0))];

    // The third output is unknown in some rows.
    private static readonly ulong[] Trained = [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 3UL : 7UL)];

    private static readonly int[] Use = [.. Enumerable.Range(0, 36)];

    private static SparseRows Extract()
    {
        var prng = new Prng(6);
        string[] words = ["alpha", "beta", "gamma", "delta", "one", "two", "three", "four", "five", "six"];
        var texts = Enumerable.Range(0, 40).Select(_ => string.Join(' ', Enumerable.Range(0, 3 + prng.Next(6)).Select(_ => words[prng.Next(words.Length)])) + (prng.Next(2) == 0 ? "!" : ".")).ToList();
        return SparseRows.Extract(texts, () => new FeatureExtractor(Options, Lexicon), new BlockNorms(Options), 1, (_, _) => { });
    }

    private static float[] Fit(ulong seed, double tolerance = 1e-7) => DualLogisticSolver.Fit(Rows, FeatureExtractor.RowCount(Options, Lexicon), Lanes, Labels, Trained, Use,
        new SolverOptions(Costs, Variances, 5000, tolerance, seed));

    [Fact]
    public void Finds_the_minimum_that_gradient_descent_finds()
    {
        var weights = Fit(1);
        for (var output = 0; output < Outputs; output++)
            Assert.All(Reference(output), w => Assert.Equal(w.Value, weights[w.Key * Lanes + output], 1e-2));
    }

    [Fact]
    public void The_order_of_rows_decides_only_the_last_digits() => Assert.All(Fit(1).Zip(Fit(2)), w => Assert.Equal(w.First, w.Second, 1e-3));

    [Fact]
    public void The_same_seed_gives_the_same_weights() => Assert.Equal(Fit(3, 0.02), Fit(3, 0.02));

    [Fact]
    public void Lanes_without_an_output_and_rows_without_a_feature_stay_zero()
    {
        var weights = Fit(1);
        var used = Use.SelectMany(i => Enum.GetValues<FeatureBlock>().SelectMany(b => Rows.Columns(i, b).ToArray())).ToHashSet();
        for (var i = 0; i < weights.Length; i++)
            if (i % Lanes >= Outputs || !used.Contains(i / Lanes))
                Assert.Equal(0, weights[i]);
    }

    /// <summary>Minimises ½ Σ_b |w_b|² / v_b + Σᵢ C log(1 + exp(−yᵢ w·xᵢ)).</summary>
    private static Dictionary<int, double> Reference(int output)
    {
        var rows = Use.Where(i => (Trained[i] >> output & 1) != 0).Select(i => (Y: (Labels[i] >> output & 1) != 0 ? 1.0 : -1.0, X: Values(i))).ToArray();
        var variance = BlockOf().ToDictionary(b => b.Key, b => (double)Variances[(int)b.Value][output]);
        var w = variance.Keys.ToDictionary(c => c, _ => 0.0);
        // A step that suits the steepest direction: the curvature is at most 1/v + C/4 · Σ|x|².
        var step = 1 / (1 / variance.Values.Min() + Costs[output] / 4 * rows.Sum(r => r.X.Sum(x => x.Value * x.Value)));
        var (look, momentum) = (new Dictionary<int, double>(w), 1.0);
        for (var round = 0; round < 60_000; round++)
        {
            var gradient = look.ToDictionary(p => p.Key, p => p.Value / variance[p.Key]);
            foreach (var (y, x) in rows)
            {
                var pull = -y * Costs[output] * StableMath.Sigmoid(-y * x.Sum(v => v.Value * look[v.Column]));
                foreach (var (column, value) in x)
                    gradient[column] += pull * value;
            }
            if (gradient.Values.Max(Math.Abs) < 1e-4)
                break;
            // Nesterov's acceleration.
            var next = look.ToDictionary(p => p.Key, p => p.Value - step * gradient[p.Key]);
            var nextMomentum = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            look = next.ToDictionary(p => p.Key, p => p.Value + (momentum - 1) / nextMomentum * (p.Value - w[p.Key]));
            (w, momentum) = (next, nextMomentum);
        }
        return look;
    }

    private static (int Column, double Value)[] Values(int row) =>
        [.. Enum.GetValues<FeatureBlock>().SelectMany(b => Rows.Columns(row, b).ToArray().Zip(Rows.Values(row, b).ToArray(), (c, v) => (c, (double)v)))];

    /// <summary>The block of each column; with this many rows no two blocks share one.</summary>
    private static Dictionary<int, FeatureBlock> BlockOf()
    {
        var blocks = new Dictionary<int, FeatureBlock>();
        foreach (var row in Use)
            foreach (var block in Enum.GetValues<FeatureBlock>())
                foreach (var column in Rows.Columns(row, block))
                    Assert.True(blocks.TryAdd(column, block) || blocks[column] == block, "two blocks share a row; choose other words");
        return blocks;
    }
}
