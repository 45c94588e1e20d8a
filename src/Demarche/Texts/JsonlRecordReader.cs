using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Demarche.Texts;

/// <summary>One JSON object a line. Keys other than id and text are passed over; of a key that stands twice the last counts.</summary>
internal sealed class JsonlRecordReader(string name, StrictReader source, ReadOptions options, Action<InputFault> onFault) : RecordReader
{
    // U+2028 and its like may stand inside JSON strings, so only real line ends part records.
    private readonly LineReader _lines = new(source, options.MaxParagraph, paragraphSeparators: false);
    private readonly byte[] _idField = Encoding.UTF8.GetBytes(options.IdField);
    private readonly byte[] _textField = Encoding.UTF8.GetBytes(options.TextField);
    private byte[] _utf8 = ArrayPool<byte>.Shared.Rent(1 << 12);
    private char[] _text = ArrayPool<char>.Shared.Rent(1 << 12);
    private int _textLength;

    public override ReadOnlySpan<char> Text => _text.AsSpan(0, _textLength);

    public override bool Read()
    {
        while (_lines.Read())
        {
            Line = _lines.Number;
            if (_lines.IsCut)
                SkipLongLine();
            else if (!Blank.IsBlank(_lines.Line) && ReadObject(_lines.Line))
                return true;
        }
        return false;
    }

    public override void Dispose()
    {
        _lines.Dispose();
        ArrayPool<byte>.Shared.Return(_utf8);
        ArrayPool<char>.Shared.Return(_text);
        (_utf8, _text) = ([], []);
    }

    private void SkipLongLine()
    {
        long size = _lines.Line.Length;
        while (_lines.IsCut && _lines.Read())
            size += _lines.Line.Length;
        onFault(Faults.TooLong(name, Line, size, options.MaxParagraph));
    }

    private bool ReadObject(ReadOnlySpan<char> line)
    {
        Reserve(ref _utf8, Encoding.UTF8.GetMaxByteCount(line.Length));
        var utf8 = _utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, _utf8));
        InputFault? fault;
        try
        {
            fault = ReadFields(utf8);
        }
        catch (JsonException e)
        {
            fault = Faults.BadJson(name, Line, Reason(e));
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for an escape such as \ud800 without its other half.
            fault = Faults.BadJson(name, Line, "a \\u escape is half a surrogate pair");
        }
        if (fault is not null)
            onFault(fault);
        return fault is null;
    }

    private InputFault? ReadFields(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            return Faults.BadJson(name, Line, $"found {Kind(json.TokenType)}");
        InputFault? fault = null;
        var hasText = false;
        Id = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals(_textField);
            var isId = json.ValueTextEquals(_idField);
            json.Read();
            if (isText && json.TokenType == JsonTokenType.String)
                hasText = CopyText(ref json);
            else if (isText)
                fault ??= Faults.TextNotString(name, Line, options.TextField, Kind(json.TokenType));
            if (isId && !TryReadId(ref json))
                fault ??= Faults.IdNotScalar(name, Line, options.IdField, Kind(json.TokenType));
            json.Skip();
        }
        while (json.Read())
        {
            // Reads to the end, so that anything after the object is noticed.
        }
        return fault ?? (hasText ? null : Faults.NoText(name, Line, options.TextField, Keys(utf8)));
    }

    private bool CopyText(ref Utf8JsonReader json)
    {
        Reserve(ref _text, json.ValueSpan.Length);
        _textLength = json.CopyString(_text);
        return true;
    }

    private bool TryReadId(ref Utf8JsonReader json)
    {
        Id = json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(json.ValueSpan),
            _ => null,
        };
        return Id is not null || json.TokenType == JsonTokenType.Null;
    }

    private static List<string> Keys(ReadOnlySpan<byte> utf8)
    {
        const int Most = 20;
        var keys = new List<string>();
        var json = new Utf8JsonReader(utf8);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName && keys.Count < Most)
        {
            keys.Add(json.GetString()!);
            json.Read();
            json.Skip();
        }
        return keys;
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    // The message ends with "LineNumber: 0 | BytePositionInLine: n." of the line alone, which would contradict the real line number.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length >= length)
            return;
        ArrayPool<T>.Shared.Return(array);
        array = ArrayPool<T>.Shared.Rent(length);
    }
}
