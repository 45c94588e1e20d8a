using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;
using Demarche.Tests.Corpus;

namespace Demarche.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions NoIntervals = new() { BootstrapSamples = 0 };

    private static EvaluationReport Evaluate(EvaluationFixture f) => Evaluator.Evaluate(CorpusFixture.Schema, f.Gold, f.Predicted, NoIntervals);

    private static TaskReport Task(EvaluationReport report, string task) => report.All.Tasks.Single(t => t.Task.Name == task);

    // Six rows, worked out by hand in the tests below.
    private static EvaluationFixture Six() => new EvaluationFixture()
        .Row("en body ukraine favor", "en body ukraine favor")
        .Row("en body ukraine iran favor", "en body ukraine neutral")
        .Row("en body neutral", "en body iran neutral")
        .Row("ru body ukraine neutral", "ru body iran neutral", uncertain: true)
        .Row("ru body iran neutral", "ru body iran favor", uncertain: true)
        .Row("ru boilerplate neutral", "ru body ukraine favor");

    [Fact]
    public void Counts_and_ratios_of_a_multi_label_task()
    {
        var topics = Task(Evaluate(Six()), "topics");

        Assert.Equal(5, topics.Counts.Rows);
        Assert.Equal([new LabelCounts(2, 0, 1, 2), new LabelCounts(1, 2, 1, 1), new LabelCounts(0, 0, 0, 5)], topics.Labels.Select(l => l.Counts));
        var (ukraine, iran) = (topics.Labels[0], topics.Labels[1]);
        Assert.Equal((1.0, 2.0 / 3, 0.8), (ukraine.Precision.Value, ukraine.Recall.Value, ukraine.F1.Value));
        Assert.Equal((1.0 / 3, 0.5, 0.4), (iran.Precision.Value, iran.Recall.Value, iran.F1.Value));
        Assert.Equal(6.0 / 10, topics.MicroF1.Value);
        Assert.Equal(0.6, topics.MacroF1.Value!.Value, 12);
        Assert.Equal(2.0 / 5, topics.Accuracy.Value);
        Assert.Null(topics.Kappa.Value);
    }

    [Fact]
    public void Counts_and_ratios_of_a_one_of_task()
    {
        var stance = Task(Evaluate(Six()), "stance");

        Assert.Equal(5, stance.Counts.Rows);
        Assert.Equal([new LabelCounts(1, 1, 1, 2), new LabelCounts(2, 1, 1, 1), new LabelCounts(0, 0, 0, 5)], stance.Labels.Select(l => l.Counts));
        Assert.Equal(3.0 / 5, stance.Accuracy.Value);
        Assert.Equal(3.0 / 5, stance.MicroF1.Value);
        Assert.Equal((1.0 / 2 + 2.0 / 3) / 2, stance.MacroF1.Value!.Value, 12);
        Assert.Equal((1, 1, 1, 2), (stance.Counts.Confused(0, 0), stance.Counts.Confused(0, 1), stance.Counts.Confused(1, 0), stance.Counts.Confused(1, 1)));
        // p = 3/5, e = (2·2 + 3·3)/25 = 13/25.
        Assert.Equal(2.0 / 12, stance.Kappa.Value!.Value, 12);
    }

    [Fact]
    public void Uncertain_rows_are_counted_and_set_apart()
    {
        var stance = Task(Evaluate(Six()), "stance");
        Assert.Equal(2.0 / 5, stance.Counts.Uncertain);
        Assert.Equal(2.0 / 3, stance.CertainAccuracy.Value);
    }

    [Fact]
    public void A_label_that_neither_occurs_nor_was_given_has_no_figures()
    {
        var china = Task(Evaluate(Six()), "topics").Labels[2];
        Assert.Equal((default, default, default), (china.Precision, china.Recall, china.F1));
    }

    [Fact]
    public void A_label_without_support_that_was_given_has_F1_0_and_is_left_out_of_the_macro_mean()
    {
        var topics = Task(Evaluate(new EvaluationFixture().Row("en body iran", "en body iran neutral").Row("en body iran", "en body iran china neutral")), "topics");
        Assert.Equal((0.0, null, 0.0), (topics.Labels[2].Precision.Value, topics.Labels[2].Recall.Value, topics.Labels[2].F1.Value));
        Assert.Equal(1, topics.MacroF1.Value);
    }

    [Fact]
    public void No_rows_give_no_figures()
    {
        var report = Evaluate(new EvaluationFixture());
        Assert.Single(report.Slices);
        Assert.All(report.All.Tasks, t => Assert.Equal((0, null, null, null, null, null, null, null),
            (t.Counts.Rows, t.Accuracy.Value, t.MicroF1.Value, t.MacroF1.Value, t.Kappa.Value, t.CertainAccuracy.Value, t.Counts.Uncertain, t.Agreement)));
    }

    [Fact]
    public void Boilerplate_counts_under_kind_only()
    {
        var report = Evaluate(Six());
        Assert.Equal([6, 6, 5, 5], report.All.Tasks.Select(t => t.Counts.Rows));
        Assert.Equal([0, 0, 1, 1], report.All.Tasks.Select(t => t.LeftOut));
        Assert.Equal(1, Task(report, "kind").Counts.Confused(1, 0));
    }

    [Fact]
    public void A_task_that_a_row_does_not_know_is_not_measured_on_it()
    {
        var report = Evaluate(Six().Row("ru body iran", "ru body iran neutral"));
        Assert.Equal([7, 7, 6, 5], report.All.Tasks.Select(t => t.Counts.Rows));
        Assert.Equal(1, Task(report, "stance").LeftOut);
    }

    [Fact]
    public void Each_gold_language_is_measured_alone()
    {
        var report = Evaluate(Six().Row("body favor", "ru body neutral"));
        Assert.Equal([(null, 7), ("en", 3), ("ru", 3)], report.Slices.Select(s => (s.Language, s.Rows)));
        Assert.Equal([3, 2], report.Slices.Skip(1).Select(s => s.Tasks[3].Counts.Rows));
        Assert.Equal(2.0 / 3, report.Slices[1].Tasks[3].Accuracy.Value);
    }

    [Fact]
    public void Readers_agreement_is_the_mean_over_rows_that_count_and_have_one()
    {
        var report = Evaluate(new EvaluationFixture()
            .Row("en body favor", "en body favor", agreement: 1).Row("en body neutral", "en body neutral", agreement: 0.5)
            .Row("en body neutral", "en body neutral").Row("en boilerplate neutral", "en boilerplate neutral", agreement: 0.5));
        Assert.Equal(0.75, Task(report, "stance").Agreement);
        Assert.Equal(2.0 / 3, Task(report, "kind").Agreement!.Value, 12);
    }

    // Cohen's kappa of the textbook table [[20, 5], [10, 15]]: p = 0.7, e = 0.5, kappa = 0.4.
    [Fact]
    public void Kappa_of_a_known_table()
    {
        var f = new EvaluationFixture().Rows(20, "en body favor", "en body favor").Rows(5, "en body favor", "en body neutral")
            .Rows(10, "en body neutral", "en body favor").Rows(15, "en body neutral", "en body neutral");
        Assert.Equal(0.4, Task(Evaluate(f), "stance").Kappa.Value!.Value, 12);
    }

    [Fact]
    public void Kappa_is_undefined_where_chance_always_agrees() =>
        Assert.Null(Task(Evaluate(new EvaluationFixture().Rows(5, "en body favor", "en body favor")), "stance").Kappa.Value);

    [Fact]
    public void Lists_of_different_length_are_refused() => Assert.Throws<ArgumentException>(
        () => Evaluator.Evaluate(CorpusFixture.Schema, Six().Gold, [], NoIntervals));

    [Fact]
    public void Without_samples_there_are_values_but_no_intervals() =>
        Assert.All(Evaluate(Six()).All.Tasks, t => Assert.True(t.Accuracy is { Value: not null, Low: null, High: null }));
}
