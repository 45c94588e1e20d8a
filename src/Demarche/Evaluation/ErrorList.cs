using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>Writes what was labelled wrongly as CSV: one line for each row and task.</summary>
internal static class ErrorList
{
    private static readonly string[] Header = ["id", "language", "text", "task", "gold", "predicted", "probabilities"];

    /// <summary>Writes header and lines. Rows that do not count for a task (see <see cref="Evaluator"/>) are no errors in it.</summary>
    /// <param name="to">Receives the CSV.</param>
    /// <param name="schema">Tasks and labels.</param>
    /// <param name="gold">Rows with the readers' labels.</param>
    /// <param name="predicted">The decision on each row.</param>
    /// <param name="probabilities">Probabilities of all outputs for each row, or null: the column stays empty.</param>
    public static void Write(
        TextWriter to, Schema schema, IReadOnlyList<CorpusRow> gold, IReadOnlyList<Decision> predicted, double[][]? probabilities)
    {
        using var csv = new CsvWriter(to, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        WriteLine(csv, Header);
        for (var i = 0; i < gold.Count; i++)
            foreach (var task in schema.Tasks)
                if (IsWrong(schema, task, gold[i], predicted[i]))
                    WriteLine(csv, gold[i].Id, Language(schema, gold[i]), gold[i].Text, task.Name, Names(task, gold[i].Labels),
                        Names(task, predicted[i].Chosen), probabilities is null ? "" : Probabilities(task, probabilities[i]));
    }

    private static bool IsWrong(Schema schema, TaskSchema task, CorpusRow row, Decision decision) =>
        Evaluator.Counts(schema, task, row) && ((row.Labels ^ decision.Chosen) & task.Mask) != 0;

    private static string Language(Schema schema, CorpusRow row) =>
        schema.Find("language") is { } language ? Names(language, row.Labels & row.Known) : "";

    private static string Names(TaskSchema task, ulong labels) => string.Join('|', new Decision(labels, false).LabelsOf(task));

    private static string Probabilities(TaskSchema task, double[] all) => string.Join('|', task.Labels.Select(
        (label, i) => string.Create(CultureInfo.InvariantCulture, $"{label}={all[task.FirstOutput + i]:0.000}")));

    private static void WriteLine(CsvWriter csv, params string[] cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
