using Demarche.Numerics;

namespace Demarche.Training;

/// <summary>
/// Fits <c>p = softmax(slope · logit + offset)</c> by maximum likelihood with a weak pull towards slope 1 and offset 0: Newton's method with halving of
/// the step, at most 50 rounds (the problem is convex). The last offset is kept at 0, which loses nothing.
/// </summary>
internal static class SoftmaxFit
{
    private const double Pull = 1e-2;

    public static (double Slope, double[] Offsets) Fit(double[][] logits, int[] gold)
    {
        var labels = logits.Length == 0 ? 2 : logits[0].Length;
        var x = new double[labels]; // slope, then offsets of all labels but the last
        x[0] = 1;
        var loss = Loss(logits, gold, x);
        for (var round = 0; round < 50; round++)
        {
            var (gradient, hessian) = Derivatives(logits, gold, x);
            if (gradient.Max(Math.Abs) < 1e-9 * (1 + logits.Length))
                break;
            var step = LinearSystem.Solve(hessian, gradient);
            var (next, nextLoss) = Halve(logits, gold, x, step, loss);
            if (nextLoss >= loss)
                break;
            (x, loss) = (next, nextLoss);
        }
        return (x[0], [.. x.Skip(1), 0.0]);
    }

    private static (double[] X, double Loss) Halve(double[][] logits, int[] gold, double[] x, double[] step, double loss)
    {
        for (var share = 1.0; share > 1e-6; share /= 2)
        {
            var next = x.Select((v, k) => v - share * step[k]).ToArray();
            var nextLoss = Loss(logits, gold, next);
            if (nextLoss < loss)
                return (next, nextLoss);
        }
        return (x, loss);
    }

    private static double[] Probabilities(double[] row, double[] x)
    {
        var p = new double[row.Length];
        for (var k = 0; k < row.Length; k++)
            p[k] = x[0] * row[k] + (k + 1 < x.Length ? x[k + 1] : 0);
        StableMath.Softmax(p);
        return p;
    }

    private static double Loss(double[][] logits, int[] gold, double[] x)
    {
        var loss = Pull / 2 * x.Select((v, k) => k == 0 ? (v - 1) * (v - 1) : v * v).Sum();
        for (var i = 0; i < logits.Length; i++)
            loss -= StableMath.Log(Math.Max(1e-300, Probabilities(logits[i], x)[gold[i]]));
        return loss;
    }

    private static (double[] Gradient, double[,] Hessian) Derivatives(double[][] logits, int[] gold, double[] x)
    {
        var n = x.Length;
        var gradient = new double[n];
        var hessian = new double[n, n];
        for (var k = 0; k < n; k++)
        {
            gradient[k] = Pull * (x[k] - (k == 0 ? 1 : 0));
            hessian[k, k] = Pull;
        }
        for (var i = 0; i < logits.Length; i++)
            AddRow(logits[i], gold[i], Probabilities(logits[i], x), gradient, hessian);
        return (gradient, hessian);
    }

    private static void AddRow(double[] row, int gold, double[] p, double[] gradient, double[,] hessian)
    {
        var n = gradient.Length;
        var mean = 0.0;
        for (var k = 0; k < row.Length; k++)
            mean += p[k] * row[k];
        gradient[0] += mean - row[gold];
        for (var k = 0; k < row.Length; k++)
            hessian[0, 0] += p[k] * (row[k] - mean) * (row[k] - mean);
        for (var a = 1; a < n; a++)
        {
            gradient[a] += p[a - 1] - (gold == a - 1 ? 1 : 0);
            hessian[0, a] += p[a - 1] * (row[a - 1] - mean);
            hessian[a, 0] = hessian[0, a];
            for (var b = 1; b < n; b++)
                hessian[a, b] += p[a - 1] * ((a == b ? 1 : 0) - p[b - 1]);
        }
    }
}

/// <summary>Small dense systems.</summary>
internal static class LinearSystem
{
    /// <summary>Solves A x = b by Gaussian elimination with row exchange; A is not kept.</summary>
    public static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var x = b.ToArray();
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column]))
                    pivot = row;
            (x[column], x[pivot]) = (x[pivot], x[column]);
            for (var k = 0; k < n; k++)
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var k = column; k < n; k++)
                    a[row, k] -= factor * a[column, k];
                x[row] -= factor * x[column];
            }
        }
        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
                x[row] -= a[row, k] * x[k];
            x[row] /= a[row, row];
        }
        return x;
    }
}
