using Demarche.Labels;

namespace Demarche.Corpus;

/// <summary>Reads the cell of a task.</summary>
internal static class LabelCells
{
    /// <summary>
    /// The labels of a cell as bits. <paramref name="fault"/> is null, or says what was found and what was expected.
    /// An empty cell of a one-of task gives no bit: the caller decides whether that is allowed.
    /// </summary>
    public static ulong Parse(TaskSchema task, string cell, out string? fault)
    {
        fault = null;
        if (string.IsNullOrWhiteSpace(cell))
            return 0;
        ulong bits = 0;
        foreach (var part in cell.Split('|'))
        {
            var label = part.Trim();
            if (task.IndexOf(label) is >= 0 and var i)
                bits |= 1UL << (task.FirstOutput + i);
            else
                fault ??= Unknown(task, label);
        }
        if (fault is null && task.Type == TaskType.OneOf && ulong.PopCount(bits) > 1)
            fault = $"{task.Name} is \"{cell.Trim()}\", expected exactly one of {string.Join(", ", task.Labels)}.";
        return fault is null ? bits : 0;
    }

    /// <summary>The fault of an empty cell where a label is needed.</summary>
    public static string Empty(TaskSchema task) => $"{task.Name} is empty, expected one of {string.Join(", ", task.Labels)}.";

    private static string Unknown(TaskSchema task, string label)
    {
        var labels = string.Join(", ", task.Labels);
        var expected = task.Type == TaskType.OneOf ? $"one of {labels}" : $"any of {labels}, joined by \"|\"";
        var nearest = label.Length == 0 ? "" : $" Nearest is \"{NearestWord.Of(label, task.Labels)}\".";
        return $"{task.Name} has \"{label}\", expected {expected}.{nearest}";
    }
}
