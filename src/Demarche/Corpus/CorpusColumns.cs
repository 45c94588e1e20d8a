using Demarche.Labels;

namespace Demarche.Corpus;

/// <summary>Where the columns of one file stand; -1 where it has none.</summary>
internal sealed record CorpusColumns(int Count, int Id, int Text, int Agreement, IReadOnlyList<int> Tasks)
{
    /// <summary>Reads the header. What it lacks becomes faults; null when rows cannot be read at all.</summary>
    public static CorpusColumns? Read(string[] header, Schema schema, CorpusRules rules, string file, CorpusFaults faults)
    {
        int Find(string name) => Array.FindIndex(header, h => h == name);

        foreach (var twice in header.Where(h => h.Length > 0).GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add(file, 1, $"found column \"{twice.Key}\" twice, expected each once.");
        string[] tasks = [.. schema.Tasks.Select(t => t.Name)];
        var columns = new CorpusColumns(header.Length, Find("id"), Find("text"), Find("agreement"), [.. tasks.Select(Find)]);
        string[] needed = rules == CorpusRules.Training ? ["id", .. tasks, "text"] : ["id", "text"];
        var found = string.Join(", ", header);
        foreach (var name in needed.Where(n => Find(n) < 0))
            faults.Add(file, 1, $"found no column \"{name}\" among {found}; expected {string.Join(", ", needed)}.");
        if (rules == CorpusRules.Gold && columns.Tasks.All(t => t < 0))
            faults.Add(file, 1, $"found no column of a task among {found}; expected one or more of {string.Join(", ", tasks)}.");
        return columns.Id < 0 || columns.Text < 0 ? null : columns;
    }
}
