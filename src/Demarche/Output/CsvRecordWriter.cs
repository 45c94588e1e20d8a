using System.Buffers;
using System.Globalization;
using System.Text;
using Demarche.Labels;

namespace Demarche.Output;

/// <summary>
/// CSV as in RFC 4180: UTF-8 without a byte order mark, a header, records end with \r\n, a field that holds a comma, a quote or a line end stands in quotes.
/// Labels of a multi-label task are joined by "|"; scores are columns such as <c>topics.ukraine</c>; null is an empty field.
/// </summary>
internal sealed class CsvRecordWriter : RecordWriter
{
    private const int FlushAt = 1 << 16;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    private readonly Stream _output;
    private readonly TaskSchema[] _tasks;
    private readonly TaskSchema[] _scored;
    private readonly string _model;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);

    public CsvRecordWriter(Stream output, Schema schema, string model)
    {
        _output = output;
        _tasks = [.. schema.Tasks];
        _scored = [.. schema.Tasks.Where(t => t.Scores)];
        _model = model;
        WriteHeader(schema);
    }

    /// <summary>The columns in order.</summary>
    public static IEnumerable<string> Columns(Schema schema) =>
    [
        "document", "id", "paragraph", "line",
        .. schema.Tasks.Select(t => t.Name),
        "uncertain",
        .. schema.Tasks.Where(t => t.Scores).SelectMany(t => t.Labels.Select(l => t.Name + "." + l)),
        "duplicate_of", "text", "model",
    ];

    public override void Write(in LabelRecord record)
    {
        var paragraph = record.Paragraph;
        Field(paragraph.Document);
        Next(paragraph.Id);
        Next(paragraph.Number);
        Next(paragraph.Line);
        foreach (var task in _tasks)
            WriteLabels(task, record.Decision);
        Next(record.Decision.Uncertain ? "true" : "false");
        foreach (var task in _scored)
            foreach (var probability in record.Probabilities.Slice(task.FirstOutput, task.Labels.Count))
            {
                Raw(","u8);
                Raw(Probability.Text(probability));
            }
        Next(record.DuplicateOf?.ToString());
        Next(paragraph.Text.Span);
        Next(_model);
        EndRecord();
    }

    public override void Finish()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        _output.Flush();
    }

    private void WriteHeader(Schema schema)
    {
        var first = true;
        foreach (var column in Columns(schema))
        {
            if (!first)
                Raw(","u8);
            first = false;
            Field(column);
        }
        EndRecord();
    }

    private void WriteLabels(TaskSchema task, Decision decision)
    {
        Raw(","u8);
        var first = true;
        for (var i = 0; i < task.Labels.Count; i++)
        {
            if (!decision.Has(task.FirstOutput + i))
                continue;
            if (!first)
                Raw("|"u8);
            first = false;
            Field(task.Labels[i]);
        }
    }

    private void Next(ReadOnlySpan<char> text)
    {
        Raw(","u8);
        Field(text);
    }

    private void Next(long number)
    {
        Raw(","u8);
        number.TryFormat(_buffer.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }

    private void Field(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(NeedQuotes))
        {
            Encoding.UTF8.GetBytes(text, _buffer);
            return;
        }
        Raw("\""u8);
        while (text.IndexOf('"') is >= 0 and var at)
        {
            Encoding.UTF8.GetBytes(text[..(at + 1)], _buffer);
            Raw("\""u8);
            text = text[(at + 1)..];
        }
        Encoding.UTF8.GetBytes(text, _buffer);
        Raw("\""u8);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    private void EndRecord()
    {
        Raw("\r\n"u8);
        if (_buffer.WrittenCount < FlushAt)
            return;
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
