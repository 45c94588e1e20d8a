using System.Globalization;
using Demarche.Labels;
using Demarche.Output;
using Spectre.Console;

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
        var text = (record.DuplicateOf is null ? "" : "= ") + Clean(paragraph.Text.Span, _textWidth + 1);
        cells.Add(Cell(text, record.DuplicateOf is null ? Color.Default : Color.Grey));
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
        new(new Text(name, new Style(decoration: Decoration.Bold)).Overflow(Overflow.Ellipsis)) { Width = width, NoWrap = true, Padding = new Padding(0, 0, 1, 0) };

    // One more than the longest label, for the mark of what is uncertain. Abbreviating the header is better than losing room for text.
    private static int WidthOf(TaskSchema task)
    {
        var longest = task.Labels.Max(l => l.Length) + 1;
        return task.Type == TaskType.MultiLabel ? MaxLabelWidth : Math.Clamp(longest, 4, MaxLabelWidth);
    }

    private static Text LabelCell(TaskSchema task, Decision decision)
    {
        var labels = string.Join(' ', decision.LabelsOf(task));
        var color = !task.Scores || labels.Length == 0 ? Color.Default
            : task.Type == TaskType.MultiLabel ? Color.Yellow
            : Palette[task.IndexOf(labels) % Palette.Length];
        return Cell(task.Scores && decision.Uncertain && labels.Length > 0 ? labels + "?" : labels, color);
    }

    private static Text Cell(string text, Color color) => new Text(text, new Style(color)).Overflow(Overflow.Ellipsis);

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
