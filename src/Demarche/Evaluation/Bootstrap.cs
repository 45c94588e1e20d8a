using Demarche.Numerics;

namespace Demarche.Evaluation;

/// <summary>
/// Percentile bootstrap (Efron 1979): draws as many units as there are, with replacement, and recomputes every figure; the interval is from
/// the 2.5th to the 97.5th percentile of the samples in which the figure is defined. A unit is a row, or a group of rows that are right or
/// wrong together. Rows with equal outcomes are one kind; a sample is a count of each kind, so its cost is one addition a row.
/// </summary>
internal static class Bootstrap
{
    private const double Tail = 0.025;

    /// <summary>Bounds of each figure; null where it is defined in fewer than half of the samples.</summary>
    /// <param name="kindOfRow">Kind of outcome of each row.</param>
    /// <param name="groupOfRow">Group of each row, or null.</param>
    /// <param name="kinds">How many kinds there are.</param>
    /// <param name="figures">Figures, given how often each kind stands.</param>
    /// <param name="options">Samples and seed.</param>
    public static (double Low, double High)?[] Intervals(
        int[] kindOfRow, int[]? groupOfRow, int kinds, Func<int[], double?[]> figures, EvaluationOptions options)
    {
        var units = Units(kindOfRow, groupOfRow);
        var prng = new Prng(options.Seed);
        var times = new int[kinds];
        var samples = new List<double>[figures(times).Length];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = new List<double>(options.BootstrapSamples);
        for (var s = 0; s < options.BootstrapSamples && units.Length > 0; s++)
        {
            Array.Clear(times);
            for (var u = 0; u < units.Length; u++)
                foreach (var kind in units[prng.Next(units.Length)])
                    times[kind]++;
            var drawn = figures(times);
            for (var i = 0; i < drawn.Length; i++)
                if (drawn[i] is { } value)
                    samples[i].Add(value);
        }
        return [.. samples.Select(values => Interval(values, options.BootstrapSamples))];
    }

    private static int[][] Units(int[] kindOfRow, int[]? groupOfRow) => groupOfRow is null
        ? [.. kindOfRow.Select(k => new[] { k })]
        : [.. kindOfRow.Zip(groupOfRow).GroupBy(r => r.Second, r => r.First).Select(g => g.ToArray())];

    private static (double Low, double High)? Interval(List<double> values, int samples)
    {
        if (values.Count == 0 || values.Count * 2 < samples)
            return null;
        values.Sort();
        return (Quantile(values, Tail), Quantile(values, 1 - Tail));
    }

    // Linear between the two nearest order statistics (type 7 of Hyndman and Fan, as in R and numpy).
    private static double Quantile(List<double> sorted, double q)
    {
        var at = q * (sorted.Count - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
