using Demarche.Numerics;

namespace Demarche.Labels;

/// <summary>
/// From logits to probabilities that mean what they say, for one task. One-of: softmax of <c>slope · logit + offset</c> (vector scaling, Guo et al., ICML 2017);
/// multi-label: sigmoid of the same, label by label (Platt, 1999).
/// </summary>
/// <param name="Slopes">One for each label (one-of tasks: the same for all).</param>
/// <param name="Offsets">One for each label.</param>
/// <param name="Thresholds">Multi-label: probability from which a label is chosen. One-of: empty, the most probable label is chosen.</param>
/// <param name="CertainFrom">Confidence from which a decision may be relied on.</param>
internal sealed record TaskCalibration(double[] Slopes, double[] Offsets, double[] Thresholds, double CertainFrom)
{
    /// <summary>Turns the logits of the task's labels into probabilities, in place.</summary>
    public void Apply(TaskType type, Span<double> logits)
    {
        for (var i = 0; i < logits.Length; i++)
            logits[i] = Slopes[i] * logits[i] + Offsets[i];
        if (type == TaskType.OneOf)
            StableMath.Softmax(logits);
        else
            for (var i = 0; i < logits.Length; i++)
                logits[i] = StableMath.Sigmoid(logits[i]);
    }

    /// <summary>Chosen labels as bits from the task's first label on.</summary>
    public ulong Choose(TaskType type, ReadOnlySpan<double> probabilities)
    {
        ulong chosen = 0;
        if (type == TaskType.OneOf)
        {
            var best = 0;
            for (var i = 1; i < probabilities.Length; i++)
                if (probabilities[i] > probabilities[best])
                    best = i;
            return 1UL << best;
        }
        for (var i = 0; i < probabilities.Length; i++)
            if (probabilities[i] >= Thresholds[i])
                chosen |= 1UL << i;
        return chosen;
    }

    /// <summary>
    /// How far the decision is from turning over, 0 to 1. One-of: the probability of the chosen label. Multi-label: for the label nearest
    /// to its threshold, the share of the way from the threshold (0.5) to certainty (1).
    /// </summary>
    public double Confidence(TaskType type, ReadOnlySpan<double> probabilities)
    {
        var confidence = type == TaskType.OneOf ? 0.0 : 1.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var p = probabilities[i];
            if (type == TaskType.OneOf)
                confidence = Math.Max(confidence, p);
            else
            {
                var t = Thresholds[i];
                confidence = Math.Min(confidence, 0.5 + 0.5 * (p >= t ? (p - t) / (1 - t) : (t - p) / t));
            }
        }
        return confidence;
    }
}

/// <summary>Decides all tasks of a paragraph from its logits. Immutable.</summary>
internal sealed class Decider(Schema schema, IReadOnlyList<TaskCalibration> calibrations)
{
    public IReadOnlyList<TaskCalibration> Calibrations { get; } = calibrations;

    /// <summary>Turns logits into probabilities in place, and decides.</summary>
    /// <param name="logits">One for each output of the schema.</param>
    public Decision Decide(Span<double> logits)
    {
        ulong chosen = 0;
        var uncertain = 0UL;
        for (var t = 0; t < schema.Tasks.Count; t++)
        {
            var task = schema.Tasks[t];
            var part = logits.Slice(task.FirstOutput, task.Labels.Count);
            Calibrations[t].Apply(task.Type, part);
            chosen |= Calibrations[t].Choose(task.Type, part) << task.FirstOutput;
            if (task.Scores && Calibrations[t].Confidence(task.Type, part) < Calibrations[t].CertainFrom)
                uncertain |= task.Mask;
        }
        foreach (var rule in schema.Rules)
            if ((chosen & rule.WhenMask) != 0)
            {
                chosen = chosen & ~rule.ClearMask | rule.SetMask;
                uncertain &= ~rule.ClearMask;
                // What a rule decides is certain; the scores say so, so that they never contradict the labels.
                for (var output = 0; output < schema.OutputCount; output++)
                    if ((rule.ClearMask >> output & 1) != 0)
                        logits[output] = (rule.SetMask >> output & 1) != 0 ? 1 : 0;
            }
        return new Decision(chosen, uncertain != 0);
    }
}
