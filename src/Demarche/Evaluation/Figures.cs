using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>The figures of a task as one vector, so that the bootstrap treats all alike. The order is known here only.</summary>
internal static class Figures
{
    private const int OfTask = 5;
    private const int OfLabel = 3;

    /// <summary>Accuracy, micro-F1, macro-F1, kappa, accuracy on certain rows; then precision, recall and F1 of each label.</summary>
    public static double?[] Of(TaskCounts counts)
    {
        var figures = new double?[OfTask + OfLabel * counts.Labels.Count];
        (figures[0], figures[1], figures[2], figures[3], figures[4]) =
            (counts.Accuracy, counts.MicroF1, counts.MacroF1, counts.Kappa, counts.CertainAccuracy);
        for (var i = 0; i < counts.Labels.Count; i++)
        {
            var at = OfTask + OfLabel * i;
            var label = counts.Labels[i];
            (figures[at], figures[at + 1], figures[at + 2]) = (label.Precision, label.Recall, label.F1);
        }
        return figures;
    }

    /// <summary>Names the figures of a vector and its intervals.</summary>
    public static TaskReport Report(
        TaskCounts counts, int leftOut, double?[] values, (double Low, double High)?[] bounds, double? agreement)
    {
        // An interval of a figure that is itself not defined would say something about other rows than these.
        Estimate At(int i) => values[i] is null ? default : new Estimate(values[i], bounds[i]?.Low, bounds[i]?.High);
        LabelReport Label(int i)
        {
            var at = OfTask + OfLabel * i;
            return new LabelReport(counts.Task.Labels[i], counts.Labels[i], At(at), At(at + 1), At(at + 2));
        }
        return new TaskReport(counts.Task, counts, leftOut, [.. Enumerable.Range(0, counts.Labels.Count).Select(Label)],
            At(0), At(1), At(2), At(3), At(4), agreement);
    }
}
