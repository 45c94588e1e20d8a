namespace Demarche.Labels;

/// <summary>The labels of one paragraph, with names.</summary>
public sealed class ParagraphLabels
{
    private readonly double[] _probabilities;

    internal ParagraphLabels(Schema schema, Decision decision, double[] probabilities)
    {
        Schema = schema;
        Decision = decision;
        _probabilities = probabilities;
    }

    /// <summary>Tasks and labels of the model.</summary>
    public Schema Schema { get; }

    /// <summary>What was chosen, as bits.</summary>
    public Decision Decision { get; }

    /// <summary>Whether the decision should not be relied on.</summary>
    public bool Uncertain => Decision.Uncertain;

    /// <summary>The labels chosen for a task; exactly one for a one-of task.</summary>
    /// <exception cref="ArgumentException">The model has no such task.</exception>
    public IReadOnlyList<string> this[string task] => [.. Decision.LabelsOf(Find(task))];

    /// <summary>Calibrated probability (0 to 1) of a label of a task.</summary>
    /// <exception cref="ArgumentException">The model has no such task or label.</exception>
    public double Probability(string task, string label)
    {
        var found = Find(task);
        return found.IndexOf(label) is >= 0 and var i
            ? _probabilities[found.FirstOutput + i]
            : throw new ArgumentException($"Task \"{task}\" has no label \"{label}\", only {string.Join(", ", found.Labels)}.", nameof(label));
    }

    private TaskSchema Find(string task) => Schema.Find(task)
        ?? throw new ArgumentException($"The model has no task \"{task}\", only {string.Join(", ", Schema.Tasks.Select(t => t.Name))}.", nameof(task));
}
