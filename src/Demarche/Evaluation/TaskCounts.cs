using System.Numerics;
using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>Counts of one task over some rows. Every figure of a report is a property of these.</summary>
internal sealed class TaskCounts
{
    private readonly LabelCounts[] _labels;
    private readonly int[,]? _confusion;

    /// <summary>Counts outcomes; <paramref name="times"/> says how often each stands.</summary>
    public TaskCounts(TaskSchema task, IReadOnlyList<Outcome> outcomes, ReadOnlySpan<int> times)
    {
        Task = task;
        _labels = new LabelCounts[task.Labels.Count];
        _confusion = task.Type == TaskType.OneOf ? new int[task.Labels.Count, task.Labels.Count] : null;
        for (var i = 0; i < times.Length; i++)
            Add(outcomes[i], times[i]);
    }

    public TaskSchema Task { get; }

    /// <summary>Rows that count for the task.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows whose labels of the task are all right.</summary>
    public int Correct { get; private set; }

    /// <summary>Rows that are not marked uncertain.</summary>
    public int Certain { get; private set; }

    /// <summary>Rows that are not marked uncertain and whose labels of the task are all right.</summary>
    public int CertainCorrect { get; private set; }

    /// <summary>Counts of each label, in the task's order.</summary>
    public IReadOnlyList<LabelCounts> Labels => _labels;

    /// <summary>Rows that have label <paramref name="gold"/> and were given <paramref name="predicted"/>. For one-of tasks.</summary>
    public int Confused(int gold, int predicted) => _confusion![gold, predicted];

    /// <summary>Share of rows whose labels of the task are all right (for a multi-label task, subset accuracy).</summary>
    public double? Accuracy => Ratio.Of(Correct, Rows);

    /// <summary>Accuracy on the rows that are not marked uncertain.</summary>
    public double? CertainAccuracy => Ratio.Of(CertainCorrect, Certain);

    /// <summary>Share of rows that are marked uncertain.</summary>
    public double? Uncertain => Ratio.Of(Rows - Certain, Rows);

    /// <summary>F1 of the counts of all labels together. For a one-of task this is the accuracy.</summary>
    public double? MicroF1 => _labels.Aggregate(default(LabelCounts), (sum, l) => sum + l).F1;

    /// <summary>Mean F1 of the labels that occur in the gold. A label without support is left out, not counted as 0 or 1.</summary>
    public double? MacroF1
    {
        get
        {
            var sum = 0.0;
            var labels = 0;
            foreach (var label in _labels)
                if (label.Support > 0)
                    (sum, labels) = (sum + label.F1!.Value, labels + 1);
            return labels == 0 ? null : sum / labels;
        }
    }

    /// <summary>
    /// Cohen's kappa (p − e) / (1 − e): agreement p beyond the agreement e that two readers with these label shares would have by chance.
    /// For one-of tasks; null for others, and where chance alone already agrees always.
    /// </summary>
    public double? Kappa
    {
        get
        {
            if (Task.Type != TaskType.OneOf)
                return null;
            // Multiplied by Rows², all in integers: the only rounding is the last division.
            var chance = _labels.Sum(l => (long)l.Support * (l.TruePositives + l.FalsePositives));
            return Ratio.Of((long)Correct * Rows - chance, (long)Rows * Rows - chance);
        }
    }

    private void Add(Outcome outcome, int times)
    {
        Rows += times;
        var right = outcome.Gold == outcome.Predicted ? times : 0;
        Correct += right;
        if (!outcome.Uncertain)
            (Certain, CertainCorrect) = (Certain + times, CertainCorrect + right);
        for (var i = 0; i < _labels.Length; i++)
            _labels[i] += ((outcome.Gold >> i & 1) != 0, (outcome.Predicted >> i & 1) != 0) switch
            {
                (true, true) => new LabelCounts(times, 0, 0, 0),
                (false, true) => new LabelCounts(0, times, 0, 0),
                (true, false) => new LabelCounts(0, 0, times, 0),
                (false, false) => new LabelCounts(0, 0, 0, times),
            };
        if (_confusion is not null)
            _confusion[BitOperations.TrailingZeroCount(outcome.Gold), BitOperations.TrailingZeroCount(outcome.Predicted)] += times;
    }
}
