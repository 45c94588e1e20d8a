using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Demarche.Features;
using Demarche.Numerics;

namespace Demarche.Training;

/// <summary>
/// L2-regularised logistic regression by dual coordinate descent (Yu, Huang and Lin, Machine Learning 85, 2011), for all outputs of all tasks side by side.
/// <para>
/// For each output it minimises over w:  ½ Σ_b |w_b|² / v_b + Σᵢ Cᵢ log(1 + exp(−yᵢ w·xᵢ)),  yᵢ = ±1, where b runs over the blocks of features and v_b is the
/// prior variance of the output's weights in a block: 1 lets them move freely, less holds them near 0.
/// The dual has one variable 0 &lt; αᵢ &lt; Cᵢ a paragraph, and w_b = v_b Σ αᵢ yᵢ xᵢ_b. Given the others, the best αᵢ satisfies αᵢ = Cᵢ σ(−m), where m is the
/// margin that results: m = m₀ + Σ_b v_b |xᵢ_b|² (αᵢ − αᵢ⁰). One root of an increasing function of m, found by Newton's method within a bracket.
/// </para>
/// <para>
/// Inputs: sparse rows, label bits, bits of the outputs that a row trains. Result: weights, feature-major. Cost: O(non-zeros · lanes) a pass, some 10 to 30 passes.
/// Sequential and seeded; additions and multiplications only (no fused ones), so the same bytes come out on every machine.
/// </para>
/// </summary>
internal sealed class DualLogisticSolver
{
    private readonly SparseRows _rows;
    private readonly int _stride;
    private readonly double[] _alpha;
    private readonly float[] _weights;
    private readonly SolverOptions _options;

    private DualLogisticSolver(SparseRows rows, int rowCount, int stride, SolverOptions options)
    {
        _rows = rows;
        _stride = stride;
        _options = options;
        _alpha = new double[rows.Count * stride];
        _weights = new float[rowCount * stride];
    }

    /// <summary>Fits the outputs on some of the paragraphs.</summary>
    /// <param name="rows">Features of all paragraphs.</param>
    /// <param name="rowCount">Rows of the weight table.</param>
    /// <param name="stride">Lanes of a row, a multiple of 8.</param>
    /// <param name="labels">Bit for each output that a paragraph carries.</param>
    /// <param name="trained">Bit for each output that a paragraph trains.</param>
    /// <param name="use">Indices of the paragraphs to learn from.</param>
    /// <param name="options">Costs, tolerance, seed.</param>
    /// <returns>Weights, <paramref name="stride"/> to a row.</returns>
    public static float[] Fit(SparseRows rows, int rowCount, int stride, ulong[] labels, ulong[] trained, int[] use, SolverOptions options)
    {
        var solver = new DualLogisticSolver(rows, rowCount, stride, options);
        var order = use.ToArray();
        var prng = new Prng(options.Seed);
        for (var pass = 0; pass < options.MaxPasses; pass++)
        {
            prng.Shuffle(order.AsSpan());
            var largest = 0.0;
            foreach (var i in order)
                largest = Math.Max(largest, solver.Update(i, labels[i], trained[i]));
            if (largest < options.Tolerance)
                break;
        }
        return solver._weights;
    }

    /// <summary>Brings the dual variables of one paragraph to their best values, and returns the largest relative change.</summary>
    private double Update(int i, ulong labels, ulong trained)
    {
        Span<float> scores = stackalloc float[_stride];
        Span<float> steps = stackalloc float[_stride];
        Span<double> squares = stackalloc double[_stride];
        scores.Clear();
        steps.Clear();
        squares.Clear();
        for (var block = 0; block < FeatureOptions.BlockCount; block++)
            Multiply(_rows.Columns(i, (FeatureBlock)block), _rows.Values(i, (FeatureBlock)block), _options.Variances[block], scores, squares);

        var largest = 0.0;
        for (var lane = 0; lane < _options.Costs.Length; lane++)
        {
            if ((trained >> lane & 1) == 0)
                continue;
            var positive = (labels >> lane & 1) != 0;
            var cost = _options.Costs[lane];
            ref var alpha = ref _alpha[i * _stride + lane];
            var best = BestAlpha(positive ? scores[lane] : -scores[lane], squares[lane], alpha, cost);
            var step = best - alpha;
            largest = Math.Max(largest, Math.Abs(step) / cost);
            steps[lane] = (float)(positive ? step : -step);
            alpha = best;
        }
        for (var block = 0; block < FeatureOptions.BlockCount; block++)
            Add(_rows.Columns(i, (FeatureBlock)block), _rows.Values(i, (FeatureBlock)block), _options.Variances[block], steps);
        return largest;
    }

    /// <summary>Root of m − square·C·σ(−m) − (m₀ − square·α⁰); its derivative lies between 1 and 1 + square·C/4.</summary>
    private static double BestAlpha(double margin, double square, double alpha, double cost)
    {
        var target = margin - square * alpha;
        double low = target, high = target + square * cost;
        var m = Math.Clamp(margin, low, high);
        for (var iteration = 0; iteration < 30; iteration++)
        {
            var sigma = StableMath.Sigmoid(-m);
            var f = m - square * cost * sigma - target;
            if (Math.Abs(f) < 1e-6)
                return cost * sigma;
            if (f > 0)
                high = m;
            else
                low = m;
            var next = m - f / (1 + square * cost * sigma * (1 - sigma));
            m = next > low && next < high ? next : (low + high) / 2;
        }
        return cost * StableMath.Sigmoid(-m);
    }

    private void Multiply(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, ReadOnlySpan<float> variances, Span<float> scores, Span<double> squares)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        for (var lane = 0; lane < _stride; lane += 8)
        {
            var sum = Vector256.Create<float>(scores.Slice(lane, 8));
            for (var k = 0; k < columns.Length; k++)
                sum += Vector256.LoadUnsafe(ref weights, (nuint)(columns[k] * _stride + lane)) * values[k];
            sum.CopyTo(scores[lane..]);
        }
        var square = 0.0;
        foreach (var value in values)
            square += (double)value * value;
        for (var lane = 0; lane < _stride; lane++)
            squares[lane] += square * variances[lane];
    }

    private void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, ReadOnlySpan<float> variances, ReadOnlySpan<float> steps)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        for (var lane = 0; lane < _stride; lane += 8)
        {
            var step = Vector256.Create<float>(steps.Slice(lane, 8)) * Vector256.Create<float>(variances.Slice(lane, 8));
            for (var k = 0; k < columns.Length; k++)
            {
                var at = (nuint)(columns[k] * _stride + lane);
                (Vector256.LoadUnsafe(ref weights, at) + step * values[k]).StoreUnsafe(ref weights, at);
            }
        }
    }
}

/// <summary>Settings of a solver run.</summary>
/// <param name="Costs">Cost C of each output.</param>
/// <param name="Variances">For each block of features, the prior variance of each lane's weights.</param>
/// <param name="MaxPasses">Most passes over the paragraphs.</param>
/// <param name="Tolerance">Stop when no dual variable moved by more than this share of its cost in a pass.</param>
/// <param name="Seed">Seed of the order.</param>
internal sealed record SolverOptions(double[] Costs, float[][] Variances, int MaxPasses, double Tolerance, ulong Seed);
