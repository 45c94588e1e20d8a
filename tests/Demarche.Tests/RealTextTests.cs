using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;

namespace Demarche.Tests;

/// <summary>What the shipped model promises on real paragraphs. The gold files stand outside the repository: without them these tests say that they were skipped.</summary>
public sealed class RealTextTests
{
    [GoldTheory]
    [InlineData("seeds.csv", "topics", 0.85)]
    [InlineData("feeds.csv", "topics", 0.80)]
    public void Topics_reach_their_floor(string gold, string task, double floor) =>
        Assert.True(Measure(gold, task).MicroF1.Value >= floor, $"{task} micro-F1 on {gold} is {Measure(gold, task).MicroF1.Value}, expected at least {floor}.");

    [GoldTheory]
    [InlineData("seeds.csv")]
    [InlineData("feeds.csv")]
    public void Language_is_right_in_99_of_100(string gold) => Assert.True(Measure(gold, "language").Accuracy.Value >= 0.99);

    private static TaskReport Measure(string gold, string task)
    {
        var labeler = Labeler.Load(Path.Combine(Repository.Root, "models", "default"));
        var rows = CorpusReader.Read([Path.Combine(Repository.Gold!, gold)], labeler.Schema, CorpusRules.Gold).Rows;
        var (decisions, _) = GoldRun.Label(labeler, rows, 2);
        var report = Evaluator.Evaluate(labeler.Schema, rows, decisions, new EvaluationOptions { BootstrapSamples = 0 });
        return report.All.Tasks.Single(t => t.Task.Name == task);
    }
}

/// <summary>A theory over gold files, skipped where they are not.</summary>
public sealed class GoldTheoryAttribute : TheoryAttribute
{
    public GoldTheoryAttribute()
    {
        if (Repository.Gold is null)
            Skip = "../shared/gold is absent: nothing to measure on.";
    }
}
