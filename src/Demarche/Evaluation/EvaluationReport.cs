using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>
/// A figure and its 95 % bootstrap interval. All null where the figure is not defined; bounds null where no interval was drawn.
/// </summary>
internal readonly record struct Estimate(double? Value, double? Low, double? High);

/// <summary>Figures of one label.</summary>
internal sealed record LabelReport(string Label, LabelCounts Counts, Estimate Precision, Estimate Recall, Estimate F1);

/// <summary>Figures of one task over the rows of a slice.</summary>
/// <param name="Task">The task.</param>
/// <param name="Counts">What all figures are made of.</param>
/// <param name="LeftOut">Rows of the slice that a rule of the schema decides by their gold labels (boilerplate): they count under the
/// rule's own task only.</param>
/// <param name="Labels">Figures of each label, in the task's order.</param>
/// <param name="Accuracy">See <see cref="TaskCounts.Accuracy"/>.</param>
/// <param name="MicroF1">See <see cref="TaskCounts.MicroF1"/>.</param>
/// <param name="MacroF1">See <see cref="TaskCounts.MacroF1"/>.</param>
/// <param name="Kappa">See <see cref="TaskCounts.Kappa"/>.</param>
/// <param name="CertainAccuracy">See <see cref="TaskCounts.CertainAccuracy"/>.</param>
/// <param name="Agreement">Mean share of readers that agreed on the rows that say so; null where none does. What a perfect reader could
/// reach at most.</param>
internal sealed record TaskReport(
    TaskSchema Task, TaskCounts Counts, int LeftOut, IReadOnlyList<LabelReport> Labels,
    Estimate Accuracy, Estimate MicroF1, Estimate MacroF1, Estimate Kappa, Estimate CertainAccuracy, double? Agreement);

/// <summary>Figures over all rows (<paramref name="Language"/> null) or the rows of one gold language.</summary>
internal sealed record SliceReport(string? Language, int Rows, IReadOnlyList<TaskReport> Tasks);

/// <summary>Figures over all rows first, then over those of each language that occurs, in the schema's order.</summary>
internal sealed record EvaluationReport(IReadOnlyList<SliceReport> Slices)
{
    /// <summary>Figures over all rows.</summary>
    public SliceReport All => Slices[0];
}
