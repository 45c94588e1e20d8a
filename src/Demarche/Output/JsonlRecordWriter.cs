using System.Buffers;
using System.Text.Json;
using Demarche.Labels;

namespace Demarche.Output;

/// <summary>One JSON object a line, UTF-8, line end \n. Letters of all scripts stay readable.</summary>
internal sealed class JsonlRecordWriter : RecordWriter
{
    private const int FlushAt = 1 << 16;

    private static readonly ReadableJsonEncoder Encoder = new();
    private static readonly JsonEncodedText DocumentName = Encode("document");
    private static readonly JsonEncodedText IdName = Encode("id");
    private static readonly JsonEncodedText ParagraphName = Encode("paragraph");
    private static readonly JsonEncodedText LineName = Encode("line");
    private static readonly JsonEncodedText UncertainName = Encode("uncertain");
    private static readonly JsonEncodedText ScoresName = Encode("scores");
    private static readonly JsonEncodedText DuplicateName = Encode("duplicate_of");
    private static readonly JsonEncodedText TextName = Encode("text");
    private static readonly JsonEncodedText ModelName = Encode("model");

    private readonly record struct Task(TaskSchema Schema, JsonEncodedText Name, JsonEncodedText[] Labels);

    private readonly Stream _output;
    private readonly Task[] _tasks;
    private readonly Task[] _scored;
    private readonly JsonEncodedText _model;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json;

    public JsonlRecordWriter(Stream output, Schema schema, string model)
    {
        _output = output;
        _tasks = [.. schema.Tasks.Select(t => new Task(t, Encode(t.Name), [.. t.Labels.Select(Encode)]))];
        _scored = [.. _tasks.Where(t => t.Schema.Scores)];
        _model = Encode(model);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });
    }

    public override void Write(in LabelRecord record)
    {
        var paragraph = record.Paragraph;
        _json.WriteStartObject();
        _json.WriteString(DocumentName, paragraph.Document);
        _json.WriteString(IdName, paragraph.Id);
        _json.WriteNumber(ParagraphName, paragraph.Number);
        _json.WriteNumber(LineName, paragraph.Line);
        foreach (var task in _tasks)
            WriteLabels(task, record.Decision);
        _json.WriteBoolean(UncertainName, record.Decision.Uncertain);
        if (_scored.Length > 0)
            WriteScores(record.Probabilities);
        if (record.DuplicateOf is { } origin)
            _json.WriteString(DuplicateName, origin.ToString());
        else
            _json.WriteNull(DuplicateName);
        _json.WriteString(TextName, paragraph.Text.Span);
        _json.WriteString(ModelName, _model);
        _json.WriteEndObject();
        EndLine();
    }

    public override void Finish()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        _output.Flush();
    }

    private void WriteLabels(in Task task, Decision decision)
    {
        var several = task.Schema.Type == TaskType.MultiLabel;
        if (several)
            _json.WriteStartArray(task.Name);
        else
            _json.WritePropertyName(task.Name);
        for (var i = 0; i < task.Labels.Length; i++)
            if (decision.Has(task.Schema.FirstOutput + i))
                _json.WriteStringValue(task.Labels[i]);
        if (several)
            _json.WriteEndArray();
    }

    private void WriteScores(ReadOnlySpan<double> probabilities)
    {
        _json.WriteStartObject(ScoresName);
        foreach (var task in _scored)
        {
            _json.WriteStartObject(task.Name);
            for (var i = 0; i < task.Labels.Length; i++)
            {
                _json.WritePropertyName(task.Labels[i]);
                _json.WriteRawValue(Probability.Text(probabilities[task.Schema.FirstOutput + i]), skipInputValidation: true);
            }
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount < FlushAt)
            return;
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private static JsonEncodedText Encode(string text) => JsonEncodedText.Encode(text, Encoder);
}
