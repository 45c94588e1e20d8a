using System.Globalization;
using Demarche.Evaluation;
using Demarche.Labels;
using Spectre.Console;

namespace Demarche.Cli;

/// <summary>Prints evaluation reports as tables: with lines and bold on a terminal, else as plain aligned text.</summary>
internal sealed class EvaluationView
{
    // Wide enough that plain text is never wrapped: what reads it is a file or a pipe.
    private const int PlainWidth = 1000;
    private const int NarrowestWidth = 40;
    private const string Undefined = "–";

    private readonly TextWriter _to;
    private readonly int? _terminalWidth;

    private EvaluationView(TextWriter to, int? terminalWidth)
    {
        _to = to;
        _terminalWidth = terminalWidth;
    }

    /// <summary>Prints to a terminal in its width, or plain text.</summary>
    public static void Print(
        TextWriter to, bool terminal, string title, IReadOnlyList<(string Name, EvaluationReport Report)> reports, EvaluationOptions options) =>
        Print(to, terminal ? Console.WindowWidth : null, title, reports, options);

    /// <summary>Prints a title, every report by its name, and what the figures mean.</summary>
    /// <param name="to">Receives the text.</param>
    /// <param name="terminalWidth">Columns of the terminal, or null where there is none.</param>
    /// <param name="title">What was measured.</param>
    /// <param name="reports">At least one report.</param>
    /// <param name="options">How intervals were drawn.</param>
    public static void Print(
        TextWriter to, int? terminalWidth, string title,
        IReadOnlyList<(string Name, EvaluationReport Report)> reports, EvaluationOptions options)
    {
        var view = new EvaluationView(to, terminalWidth);
        to.WriteLine(title);
        foreach (var (name, report) in reports)
            view.Print(name, report);
        view.PrintNotes(reports[^1].Report, options);
    }

    private void Print(string name, EvaluationReport report)
    {
        _to.WriteLine();
        _to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {report.All.Rows} rows"));
        _to.WriteLine();
        Write(Tasks(report.All));
        Write(Labels(report.All));
        if (report.Slices.Count > 1)
            Write(Languages(report));
        foreach (var task in report.All.Tasks.Where(t => t.Task.Type == TaskType.OneOf && t.Counts.Rows > 0))
            Write(Confusion(task));
    }

    private Table Tasks(SliceReport slice)
    {
        var table = NewTable(["", .. slice.Tasks.Select(t => t.Task.Name)], firstNumber: 1);
        void Row(string name, Func<TaskReport, string> cell) => Add(table, [name, .. slice.Tasks.Select(cell)]);

        Row("rows", t => Number(t.Counts.Rows));
        if (slice.Tasks.Any(t => t.LeftOut > 0))
            Row("rows left out", t => Number(t.LeftOut));
        Row("accuracy", t => Interval(t.Accuracy));
        Row("micro-F1", t => Interval(t.MicroF1));
        Row("macro-F1", t => Interval(t.MacroF1));
        Row("kappa", t => Interval(t.Kappa));
        Row("uncertain", t => Ratio(t.Counts.Uncertain));
        Row("accuracy where certain", t => Interval(t.CertainAccuracy));
        if (slice.Tasks.Any(t => t.Agreement is not null))
            Row("readers agree", t => Ratio(t.Agreement));
        return table;
    }

    private Table Labels(SliceReport slice)
    {
        var table = NewTable(["task", "label", "support", "precision", "recall", "F1"], firstNumber: 2);
        foreach (var task in slice.Tasks.Where(t => t.Counts.Rows > 0))
            foreach (var label in task.Labels)
                Add(table, [task.Task.Name, label.Label, Number(label.Counts.Support),
                    Ratio(label.Precision.Value), Ratio(label.Recall.Value), Interval(label.F1)]);
        return table;
    }

    // The figure by which each type of task is judged; the language itself is the same in all rows of its slice.
    private Table Languages(EvaluationReport report)
    {
        var shown = Enumerable.Range(0, report.All.Tasks.Count).Where(i => report.All.Tasks[i].Task.Name != "language").ToArray();
        var names = shown.Select(i => report.All.Tasks[i]).Select(t => $"{t.Task.Name} {(IsOneOf(t) ? "macro-F1" : "micro-F1")}");
        var table = NewTable(["language", "rows", .. names], firstNumber: 1);
        foreach (var slice in report.Slices)
            Add(table, [slice.Language ?? "all", Number(slice.Rows),
                .. shown.Select(i => Interval(IsOneOf(slice.Tasks[i]) ? slice.Tasks[i].MacroF1 : slice.Tasks[i].MicroF1))]);
        return table;
    }

    private Table Confusion(TaskReport task)
    {
        var labels = task.Task.Labels;
        var table = NewTable([$"{task.Task.Name}: gold ↓ given →", .. labels], firstNumber: 1);
        for (var gold = 0; gold < labels.Count; gold++)
            Add(table, [labels[gold], .. Enumerable.Range(0, labels.Count).Select(given => Number(task.Counts.Confused(gold, given)))]);
        return table;
    }

    private void PrintNotes(EvaluationReport report, EvaluationOptions options)
    {
        if (report.All.Tasks.Any(t => t.LeftOut > 0))
            _to.WriteLine("Rows left out: their gold label (such as boilerplate) decides the task by a rule of the schema, "
                + "so they count under that label's own task only.");
        if (options.BootstrapSamples > 0)
            _to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"[a, b]: 95 % bootstrap interval, {options.BootstrapSamples} samples of the rows, "
                + $"near-duplicates drawn together, seed {options.Seed}."));
        _to.WriteLine("micro-F1: of the counts of all labels together. macro-F1: mean over the labels that occur in the gold. "
            + "accuracy: all labels of a row right.");
        _to.WriteLine($"{Undefined}: not defined on these rows. Every figure with its interval, for each language: --json.");
    }

    private static bool IsOneOf(TaskReport task) => task.Task.Type == TaskType.OneOf;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Ratio(double? ratio) => ratio?.ToString("0.000", CultureInfo.InvariantCulture) ?? Undefined;

    private static string Interval(Estimate e) => e is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{e.Value:0.000} [{low:0.000}, {high:0.000}]")
        : Ratio(e.Value);

    private Table NewTable(IReadOnlyList<string> columns, int firstNumber)
    {
        var table = new Table { Border = _terminalWidth is not null ? TableBorder.Simple : TableBorder.None };
        for (var i = 0; i < columns.Count; i++)
            table.AddColumn(new TableColumn(new Text(columns[i], new Style(decoration: Decoration.Bold)))
            {
                Alignment = i < firstNumber ? Justify.Left : Justify.Right,
                Padding = new Padding(0, 0, 2, 0),
            });
        return table;
    }

    // Text, not markup: an interval stands in square brackets.
    private static void Add(Table table, string[] cells) => table.AddRow(cells.Select(c => new Text(c)));

    private void Write(Table table)
    {
        var buffer = new StringWriter(CultureInfo.InvariantCulture);
        var colours = _terminalWidth is not null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(buffer),
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = Math.Max(NarrowestWidth, _terminalWidth ?? PlainWidth);
        console.Write(table);
        foreach (var line in buffer.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            _to.WriteLine(line.TrimEnd());
        _to.WriteLine();
    }
}
