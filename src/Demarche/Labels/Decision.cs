namespace Demarche.Labels;

/// <summary>What was decided for one paragraph: a bit for each chosen output, and whether it should be believed.</summary>
/// <param name="Chosen">Bit <c>i</c> is set where output <c>i</c> of the schema is chosen.</param>
/// <param name="Uncertain">The calibrated probabilities of the chosen labels are too low to be relied on.</param>
public readonly record struct Decision(ulong Chosen, bool Uncertain)
{
    /// <summary>Whether output <paramref name="output"/> is chosen.</summary>
    public bool Has(int output) => (Chosen >> output & 1) != 0;

    /// <summary>The label chosen for a one-of task.</summary>
    public string LabelOf(TaskSchema task)
    {
        for (var i = 0; i < task.Labels.Count; i++)
            if (Has(task.FirstOutput + i))
                return task.Labels[i];
        throw new InvalidOperationException($"No label of task \"{task.Name}\" is chosen.");
    }

    /// <summary>The labels chosen for a task, in the schema's order.</summary>
    public IEnumerable<string> LabelsOf(TaskSchema task)
    {
        for (var i = 0; i < task.Labels.Count; i++)
            if (Has(task.FirstOutput + i))
                yield return task.Labels[i];
    }
}
