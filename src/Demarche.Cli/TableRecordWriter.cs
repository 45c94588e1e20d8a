using System.Globalization;
using Demarche.Labels;
using Demarche.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Demarche.Cli;

/// <summary>
/// Records as a table for the eye: place, labels, text cut to the width. Rows are shown in groups, so that memory does not grow;
/// widths are fixed, so that the groups line up. "?" marks what is uncertain, "=" a repeat.
/// </summary>
internal sealed class TableRecordWriter : RecordWriter
{
    private const int GroupSize = 64;
    private const int PlaceWidth = 26;
    private const int MinTextWidth = 24;
    private const int MaxLabelWidth = 20;

    // Labels of a one-of task with scores, in the schema's order: for stance favor, neutral, against.
    private static readonly Color[] Palette = [Color.Blue, Color.Grey, Color.Red, Color.Green, Color.Yellow];

    private readonly IAnsiConsole _console;
    private readonly Schema _schema;
    private readonly int _textWidth;
    private Table _table;
    private bool _headerShown;

    public TableRecordWriter(IAnsiConsole console, Schema schema)
    {
        (_console, _schema) = (console, schema);
        var taken = PlaceWidth + 1 + schema.Tasks.Sum(t => WidthOf(t) + 1);
        _textWidth = Math.Max(MinTextWidth, console.Profile.Width - taken - 1);
        _table = NewTable();
    }

    public override void Write(in LabelRecord record)
    {
        var paragraph = record.Paragraph;
        var place = string.Create(CultureInfo.InvariantCulture, $"{paragraph.Document}:{paragraph.Line}");
        var cells = new List<Text> { Cell(KeepEnd(Clean(place, place.Length), PlaceWidth), Color.Grey) };
        foreach (var task in _schema.Tasks)
            cells.Add(LabelCell(task, record.Decision));
        var text = (record.DuplicateOf is null ? "" : "= ") + Clean(paragraph.Text.Span, 2 * _textWidth);
        cells.Add(Cell(Fit(text, _textWidth), record.DuplicateOf is null ? Color.Default : Color.Grey));
        _table.AddRow(cells);
        if (_table.Rows.Count == GroupSize)
            Show();
    }

    public override void Finish()
    {
        if (_table.Rows.Count > 0)
            Show();
    }

    private void Show()
    {
        _console.Write(_table);
        _headerShown = true;
        _table = NewTable();
    }

    private Table NewTable()
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = !_headerShown };
        table.AddColumn(Column("paragraph", PlaceWidth));
        foreach (var task in _schema.Tasks)
            table.AddColumn(Column(task.Name, WidthOf(task)));
        table.AddColumn(Column("text", _textWidth));
        return table;
    }

    private static TableColumn Column(string name, int width) =>
        new(new Text(name, new Style(decoration: Decoration.Bold))) { Width = width, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };

    private static int WidthOf(TaskSchema task)
    {
        var longest = Math.Max(task.Name.Length, task.Labels.Max(l => l.Length) + (task.Scores ? 1 : 0));
        return task.Type == TaskType.MultiLabel ? MaxLabelWidth : Math.Min(longest, MaxLabelWidth);
    }

    private static Text LabelCell(TaskSchema task, Decision decision)
    {
        var labels = string.Join(' ', decision.LabelsOf(task));
        var color = !task.Scores || labels.Length == 0 ? Color.Default
            : task.Type == TaskType.MultiLabel ? Color.Yellow
            : Palette[task.IndexOf(labels) % Palette.Length];
        return Cell(Fit(task.Scores && decision.Uncertain && labels.Length > 0 ? labels + "?" : labels, WidthOf(task)), color);
    }

    private static Text Cell(string text, Color color) => new(text, new Style(color));

    // Emoji take two columns, some marks none, so the width shows only when it is measured.
    private static string Fit(string text, int width)
    {
        if (new Segment(text).CellCount() <= width)
            return text;
        var length = Math.Min(text.Length, width - 1);
        while (length > 1 && (new Segment(text[..length]).CellCount() > width - 1 || char.IsHighSurrogate(text[length - 1])))
            length--;
        return text[..length] + "…";
    }

    private static string KeepEnd(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];

    // A document must not steer the terminal: control characters and marks of direction become spaces.
    private static string Clean(ReadOnlySpan<char> text, int most)
    {
        var chars = text[..Math.Min(text.Length, most)].ToArray();
        for (var i = 0; i < chars.Length; i++)
            if (char.IsControl(chars[i]) || chars[i] is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
                chars[i] = ' ';
        if (chars.Length > 0 && char.IsHighSurrogate(chars[^1]))
            chars[^1] = ' ';
        return new string(chars);
    }
}
