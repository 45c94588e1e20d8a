using Demarche.Evaluation;
using Demarche.Numerics;
using Demarche.Tests.Corpus;

namespace Demarche.Tests.Evaluation;

public sealed class BootstrapTests
{
    // Share of rows of kind 1.
    private static double?[] Share(int[] times) => [Ratio.Of(times[1], times[0] + times[1])];

    private static (double Low, double High)? Interval(int[] kinds, ulong seed = 1, int[]? groups = null, int samples = 1000) =>
        Bootstrap.Intervals(kinds, groups, 2, Share, new EvaluationOptions { Seed = seed, BootstrapSamples = samples })[0];

    private static int[] Kinds(int wrong, int right) => [.. Enumerable.Repeat(0, wrong), .. Enumerable.Repeat(1, right)];

    [Fact]
    public void The_same_seed_gives_the_same_bounds_and_another_seed_others()
    {
        Assert.Equal(Interval(Kinds(137, 263)), Interval(Kinds(137, 263)));
        Assert.NotEqual(Interval(Kinds(137, 263)), Interval(Kinds(137, 263), seed: 2));
    }

    [Fact]
    public void Bounds_are_near_those_of_the_normal_approximation()
    {
        var (low, high) = Interval(Kinds(300, 700), samples: 4000)!.Value;
        var halfWidth = 1.96 * Math.Sqrt(0.7 * 0.3 / 1000);
        Assert.InRange(low, 0.7 - halfWidth * 1.15, 0.7 - halfWidth * 0.85);
        Assert.InRange(high, 0.7 + halfWidth * 0.85, 0.7 + halfWidth * 1.15);
    }

    [Fact]
    public void Intervals_hold_the_true_share_about_95_times_of_100()
    {
        var prng = new Prng(7);
        var held = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var kinds = Enumerable.Range(0, 120).Select(_ => prng.NextDouble() < 0.6 ? 1 : 0).ToArray();
            var (low, high) = Interval(kinds, seed: (ulong)trial, samples: 400)!.Value;
            held += low <= 0.6 && 0.6 <= high ? 1 : 0;
        }
        // The percentile interval of 120 rows holds 94 to 95 %; 400 trials have a standard deviation of 1.1 %.
        Assert.InRange(held / 400.0, 0.91, 0.98);
    }

    [Fact]
    public void Rows_of_a_group_are_drawn_together_so_the_interval_is_wider()
    {
        var kinds = Kinds(200, 200);
        // Groups of ten rows that are all right or all wrong: 40 independent draws instead of 400.
        var alone = Interval(kinds)!.Value;
        var grouped = Interval(kinds, groups: [.. kinds.Select((_, i) => i / 10)])!.Value;
        var ratio = (grouped.High - grouped.Low) / (alone.High - alone.Low);
        Assert.InRange(ratio, Math.Sqrt(10) * 0.85, Math.Sqrt(10) * 1.15);
    }

    [Fact]
    public void Equal_rows_leave_no_doubt() => Assert.Equal((1, 1), Interval(Kinds(0, 50)));

    [Fact]
    public void No_rows_and_no_samples_give_no_interval()
    {
        Assert.Null(Interval([]));
        Assert.Null(Interval(Kinds(5, 5), samples: 0));
    }

    [Fact]
    public void A_figure_that_is_mostly_undefined_has_no_interval()
    {
        // Defined only where row 0 is drawn twice or more, about a quarter of the samples.
        var bounds = Bootstrap.Intervals([0, 1, 1, 1, 1, 1, 1, 1, 1], null, 2, times => [times[0] >= 2 ? 1.0 : null], new EvaluationOptions());
        Assert.Null(bounds[0]);
    }

    [Fact]
    public void Every_interval_of_a_report_holds_its_value_and_does_not_depend_on_other_tasks()
    {
        var f = new EvaluationFixture().Rows(60, "en body iran favor", "en body iran favor").Rows(20, "en body favor", "en body iran neutral")
            .Rows(30, "ru body ukraine neutral", "ru body ukraine neutral").Rows(10, "ru body against", "en body against");
        var report = Evaluator.Evaluate(CorpusFixture.Schema, f.Gold, f.Predicted, new EvaluationOptions());
        foreach (var task in report.Slices.SelectMany(s => s.Tasks))
            foreach (var e in new[] { task.Accuracy, task.MicroF1, task.MacroF1, task.Kappa, task.CertainAccuracy }.Concat(task.Labels.SelectMany(l => new[] { l.Precision, l.Recall, l.F1 })))
                Assert.True(e.Value is null ? e is { Low: null, High: null } : e.Low is null || e.Low <= e.Value && e.Value <= e.High, $"{task.Task.Name}: {e}");
        Assert.NotNull(report.All.Tasks[3].MacroF1.Low);
    }
}
