namespace Demarche.Texts;

/// <summary>Records of an input, one after the other. A record that is refused is reported and the next one goes on.</summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>Id of the record that was read, or null.</summary>
    public string? Id { get; protected set; }

    /// <summary>Line where it starts, counted from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Its text. Valid until the next read.</summary>
    public abstract ReadOnlySpan<char> Text { get; }

    /// <summary>Reads the next record; false at the end.</summary>
    /// <exception cref="InputFaultException">The input is bad from here on.</exception>
    public abstract bool Read();

    public abstract void Dispose();

    /// <summary>The reader of a record format.</summary>
    public static RecordReader Open(TextInput input, StrictReader source, ReadOptions options, Action<InputFault> onFault) => input.Format switch
    {
        InputFormat.Csv => new CsvRecordReader(input.Name, source, ',', options, onFault),
        InputFormat.Tsv => new CsvRecordReader(input.Name, source, '\t', options, onFault),
        InputFormat.Jsonl => new JsonlRecordReader(input.Name, source, options, onFault),
        _ => throw new ArgumentOutOfRangeException(nameof(input), input.Format, "Not a record format."),
    };
}
