using Demarche.Labels;
using Demarche.Numerics;

namespace Demarche.Tests.Labels;

public sealed class CalibrationTests
{
    private static readonly TaskCalibration OneOf = new([2, 2, 2], [0.5, 0, -0.5], [], 0.7);
    private static readonly TaskCalibration MultiLabel = new([1, 2], [0, -1], [0.4, 0.6], 0.7);

    private static double[] Apply(TaskCalibration calibration, TaskType type, params double[] logits)
    {
        calibration.Apply(type, logits);
        return logits;
    }

    [Fact]
    public void One_of_probabilities_sum_to_one()
    {
        var prng = new Prng(4);
        for (var i = 0; i < 1000; i++)
        {
            var p = Apply(OneOf, TaskType.OneOf, [.. Enumerable.Range(0, 3).Select(_ => (prng.NextDouble() - 0.5) * 100)]);
            Assert.Equal(1, p.Sum(), 12);
            Assert.All(p, v => Assert.InRange(v, 0, 1));
        }
    }

    [Theory]
    [InlineData(TaskType.OneOf)]
    [InlineData(TaskType.MultiLabel)]
    public void A_higher_logit_never_lowers_its_label(TaskType type)
    {
        var last = 0.0;
        for (var logit = -30.0; logit <= 30; logit += 0.01)
        {
            var p = Apply(type == TaskType.OneOf ? OneOf : MultiLabel, type, type == TaskType.OneOf ? [logit, 1, -1] : [logit, 1])[0];
            Assert.InRange(p, last, 1);
            last = p;
        }
    }

    [Fact]
    public void Labels_of_a_multi_label_task_do_not_sway_each_other()
    {
        Assert.Equal(Apply(MultiLabel, TaskType.MultiLabel, 1, -5)[0], Apply(MultiLabel, TaskType.MultiLabel, 1, 5)[0]);
        Assert.Equal([0.5, 0.5], Apply(MultiLabel, TaskType.MultiLabel, 0, 0.5));
    }

    [Fact]
    public void One_of_chooses_the_most_probable_and_the_first_of_equals()
    {
        Assert.Equal(0b010UL, OneOf.Choose(TaskType.OneOf, [0.2, 0.5, 0.3]));
        Assert.Equal(0b001UL, OneOf.Choose(TaskType.OneOf, [0.4, 0.4, 0.2]));
    }

    [Fact]
    public void Multi_label_chooses_from_each_threshold_on()
    {
        Assert.Equal(0b00UL, MultiLabel.Choose(TaskType.MultiLabel, [0.39, 0.59]));
        Assert.Equal(0b11UL, MultiLabel.Choose(TaskType.MultiLabel, [0.4, 0.6]));
        Assert.Equal(0b01UL, MultiLabel.Choose(TaskType.MultiLabel, [0.9, 0.1]));
    }

    [Fact]
    public void Confidence_says_how_far_a_decision_is_from_turning_over()
    {
        Assert.Equal(0.5, OneOf.Confidence(TaskType.OneOf, [0.2, 0.5, 0.3]));
        // At the threshold 0.5; certain 1; the label nearest to its threshold counts.
        Assert.Equal(0.5, MultiLabel.Confidence(TaskType.MultiLabel, [0.4, 1]));
        Assert.Equal(1, MultiLabel.Confidence(TaskType.MultiLabel, [1, 0]));
        Assert.Equal(0.75, MultiLabel.Confidence(TaskType.MultiLabel, [0.7, 0]), 12);
    }
}
