using Demarche.Labels;
using Demarche.Numerics;

namespace Demarche.Training;

/// <summary>Fits probabilities, thresholds and the border of certainty to logits of paragraphs that the model did not train on.</summary>
internal static class Calibrator
{
    /// <summary>Accuracy that decisions not marked uncertain should have.</summary>
    public const double CertainAccuracy = 0.9;

    /// <param name="task">The task.</param>
    /// <param name="logits">For each paragraph, the logits of all outputs.</param>
    /// <param name="labels">For each paragraph, its label bits.</param>
    /// <param name="use">Paragraphs that train this task.</param>
    /// <param name="prior">Shares of a one-of task's labels to calibrate for, or null: those of the paragraphs.</param>
    /// <exception cref="DataException">The prior has another number of labels than the task.</exception>
    public static TaskCalibration Fit(TaskSchema task, double[][] logits, ulong[] labels, IReadOnlyList<int> use, double[]? prior = null)
    {
        var fitted = task.Type == TaskType.OneOf ? Shift(task, FitOneOf(task, logits, labels, use), labels, use, prior) : FitMultiLabel(task, logits, labels, use);
        return fitted with { CertainFrom = CertainFrom(task, fitted, logits, labels, use) };
    }

    private static TaskCalibration FitOneOf(TaskSchema task, double[][] logits, ulong[] labels, IReadOnlyList<int> use)
    {
        var rows = use.Select(i => logits[i].AsSpan(task.FirstOutput, task.Labels.Count).ToArray()).ToArray();
        var gold = use.Select(i => System.Numerics.BitOperations.TrailingZeroCount((labels[i] & task.Mask) >> task.FirstOutput)).ToArray();
        // Nothing to learn from: even chances.
        var (slope, offsets) = use.Count == 0 ? (1, new double[task.Labels.Count]) : SoftmaxFit.Fit(rows, gold);
        return new TaskCalibration([.. offsets.Select(_ => slope)], offsets, [], 0);
    }

    /// <summary>
    /// Moves the offsets from the shares that the labels have among the paragraphs to those of <paramref name="prior"/>: by Bayes' rule each probability is
    /// multiplied by target share ÷ source share (Saerens, Latinne and Decaestecker, Neural Computation 14, 2002).
    /// </summary>
    private static TaskCalibration Shift(TaskSchema task, TaskCalibration fitted, ulong[] labels, IReadOnlyList<int> use, double[]? prior)
    {
        if (prior is null)
            return fitted;
        if (prior.Length != task.Labels.Count)
            throw new DataException($"training options: targetPriors of \"{task.Name}\" has {prior.Length} shares, expected one for each of its {task.Labels.Count} labels.");
        double Source(int label) => (use.Count(i => (labels[i] >> task.FirstOutput + label & 1) != 0) + 1.0) / (use.Count + task.Labels.Count);
        return fitted with { Offsets = [.. fitted.Offsets.Select((offset, l) => offset + StableMath.Log(prior[l] / Source(l)))] };
    }

    private static TaskCalibration FitMultiLabel(TaskSchema task, double[][] logits, ulong[] labels, IReadOnlyList<int> use)
    {
        var slopes = new double[task.Labels.Count];
        var offsets = new double[task.Labels.Count];
        var thresholds = new double[task.Labels.Count];
        for (var l = 0; l < task.Labels.Count; l++)
        {
            var output = task.FirstOutput + l;
            // A label or not is one of two, the second with logit 0.
            var rows = use.Select(i => new[] { logits[i][output], 0.0 }).ToArray();
            var gold = use.Select(i => (labels[i] >> output & 1) != 0 ? 0 : 1).ToArray();
            var (slope, pair) = SoftmaxFit.Fit(rows, gold);
            (slopes[l], offsets[l]) = (slope, pair[0] - pair[1]);
            thresholds[l] = BestThreshold([.. rows.Select((r, k) => (StableMath.Sigmoid(slope * r[0] + offsets[l]), gold[k] == 0))]);
        }
        return new TaskCalibration(slopes, offsets, thresholds, 0);
    }

    /// <summary>The probability from which choosing gives the best F1, midway between the two paragraphs it parts; within 0.2 and 0.8.</summary>
    private static double BestThreshold((double Probability, bool Gold)[] rows)
    {
        var sorted = rows.OrderByDescending(r => r.Probability).ThenByDescending(r => r.Gold).ToArray();
        var positives = rows.Count(r => r.Gold);
        double best = 0, threshold = 0.5;
        var hits = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            hits += sorted[i].Gold ? 1 : 0;
            var next = i + 1 < sorted.Length ? sorted[i + 1].Probability : 0;
            if (next == sorted[i].Probability)
                continue;
            var f1 = 2.0 * hits / (i + 1 + positives);
            if (f1 > best)
                (best, threshold) = (f1, (sorted[i].Probability + next) / 2);
        }
        return Math.Clamp(threshold, 0.2, 0.8);
    }

    /// <summary>The lowest confidence such that the decisions at or above it are right in <see cref="CertainAccuracy"/> of the cases.</summary>
    private static double CertainFrom(TaskSchema task, TaskCalibration fitted, double[][] logits, ulong[] labels, IReadOnlyList<int> use)
    {
        var rows = use.Select(i =>
        {
            var part = logits[i].AsSpan(task.FirstOutput, task.Labels.Count).ToArray();
            fitted.Apply(task.Type, part);
            var right = fitted.Choose(task.Type, part) << task.FirstOutput == (labels[i] & task.Mask);
            return (Confidence: fitted.Confidence(task.Type, part), Right: right);
        }).OrderByDescending(r => r.Confidence).ToArray();
        var from = 1.0;
        var right = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            right += rows[i].Right ? 1 : 0;
            if (right >= CertainAccuracy * (i + 1))
                from = rows[i].Confidence;
        }
        return from;
    }
}
