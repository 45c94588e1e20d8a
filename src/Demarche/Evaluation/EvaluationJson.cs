using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>
/// One evaluation as JSON; the names and their meaning are stable. All ratios are rounded to four decimals, null where not defined.
/// <code>
/// { "format": 1,
///   "model": "default@9f3c2a41",                       null under cross-validation
///   "crossValidation": { "folds": 5, "seed": 1, "corpus": "SHA-256" },   null on gold files
///   "bootstrap": { "samples": 1000, "seed": 1, "level": 0.95 },
///   "reports": [ { "gold": "seeds.csv",                one for each gold file, then "all" when there are several
///     "slices": [ { "language": null, "rows": 186,     all rows first, then each gold language
///       "tasks": [ { "task": "stance", "type": "one-of", "rows": 173,
///         "leftOut": 13,                               rows that a rule of the schema decides (boilerplate)
///         "accuracy": E, "microF1": E, "macroF1": E,   E = { "value": 0.8123, "low": 0.77, "high": 0.85 }
///         "kappa": E, "certainAccuracy": E,            kappa of one-of tasks; accuracy on rows not marked uncertain
///         "uncertain": 0.08, "agreement": 0.97,        share of rows marked uncertain; mean share of readers that agreed
///         "labels": [ { "label": "favor", "support": 58, "truePositives": 40, "falsePositives": 9, "falseNegatives": 18,
///                       "trueNegatives": 106, "precision": E, "recall": E, "f1": E } ],
///         "confusion": [ [40, 15, 3] ] } ] } ] } ] }   rows: gold label, columns: given label; null for multi-label tasks
/// </code>
/// </summary>
internal static class EvaluationJson
{
    // Letters of file names stay readable: the document is no part of a web page.
    private static readonly EvaluationJsonContext Context =
        new(new JsonSerializerOptions(EvaluationJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// The document as UTF-8, indented, with a line feed at the end; the same bytes on every machine and in every culture.
    /// </summary>
    public static byte[] Write(EvaluationDocument document) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(document, Context.EvaluationDocument), (byte)'\n'];

    /// <summary>The report on one gold file.</summary>
    public static ReportJson ToJson(string gold, EvaluationReport report) => new(gold, [.. report.Slices.Select(ToJson)]);

    private static SliceJson ToJson(SliceReport slice) => new(slice.Language, slice.Rows, [.. slice.Tasks.Select(ToJson)]);

    private static TaskReportJson ToJson(TaskReport task) => new(
        task.Task.Name, task.Task.Type == TaskType.OneOf ? "one-of" : "multi-label", task.Counts.Rows, task.LeftOut,
        Round(task.Accuracy), Round(task.MicroF1), Round(task.MacroF1), Round(task.Kappa), Round(task.CertainAccuracy),
        Round(task.Counts.Uncertain), Round(task.Agreement), [.. task.Labels.Select(ToJson)], Confusion(task.Counts));

    private static LabelReportJson ToJson(LabelReport label) => new(
        label.Label, label.Counts.Support, label.Counts.TruePositives, label.Counts.FalsePositives, label.Counts.FalseNegatives,
        label.Counts.TrueNegatives, Round(label.Precision), Round(label.Recall), Round(label.F1));

    private static int[][]? Confusion(TaskCounts counts)
    {
        if (counts.Task.Type != TaskType.OneOf)
            return null;
        var labels = Enumerable.Range(0, counts.Labels.Count).ToArray();
        return Array.ConvertAll(labels, gold => Array.ConvertAll(labels, predicted => counts.Confused(gold, predicted)));
    }

    private static Estimate Round(Estimate estimate) => new(Round(estimate.Value), Round(estimate.Low), Round(estimate.High));

    // Adding zero makes -0, which JSON would show, a plain 0.
    private static double? Round(double? ratio) => ratio is { } r ? Math.Round(r, 4) + 0.0 : null;
}

/// <summary>Top of the document.</summary>
internal sealed record EvaluationDocument(
    string? Model, CrossValidationJson? CrossValidation, BootstrapJson Bootstrap, IReadOnlyList<ReportJson> Reports)
{
    /// <summary>Version of this structure.</summary>
    [JsonPropertyOrder(-1)]
    public int Format { get; } = 1;
}

/// <summary>How a corpus was cross-validated.</summary>
internal sealed record CrossValidationJson(int Folds, ulong Seed, string Corpus);

/// <summary>How intervals were drawn.</summary>
internal sealed record BootstrapJson(int Samples, ulong Seed, double Level);

/// <summary>Figures on one gold file.</summary>
internal sealed record ReportJson(string Gold, IReadOnlyList<SliceJson> Slices);

/// <summary>Figures over all rows or one language.</summary>
internal sealed record SliceJson(string? Language, int Rows, IReadOnlyList<TaskReportJson> Tasks);

/// <summary>Figures of a task.</summary>
internal sealed record TaskReportJson(
    string Task, string Type, int Rows, int LeftOut, Estimate Accuracy, Estimate MicroF1,
    Estimate MacroF1, Estimate Kappa, Estimate CertainAccuracy, double? Uncertain, double? Agreement,
    IReadOnlyList<LabelReportJson> Labels, int[][]? Confusion);

/// <summary>Figures of a label.</summary>
internal sealed record LabelReportJson(
    string Label, int Support, int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives,
    Estimate Precision, Estimate Recall, Estimate F1);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(EvaluationDocument))]
internal sealed partial class EvaluationJsonContext : JsonSerializerContext;
