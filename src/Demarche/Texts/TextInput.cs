namespace Demarche.Texts;

/// <summary>Form of an input, told from its ending.</summary>
internal enum InputFormat
{
    /// <summary>Lines of text (.txt, .md, standard input).</summary>
    Text,

    /// <summary>Comma-separated records with a header.</summary>
    Csv,

    /// <summary>Tab-separated records with a header.</summary>
    Tsv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}

/// <summary>One input that was found.</summary>
/// <param name="Name">Its name in records and messages; the same on every machine.</param>
/// <param name="Path">Where it is, or "-" for standard input.</param>
/// <param name="Format">Its form.</param>
/// <param name="Compressed">Whether it is a gzip file.</param>
internal sealed record TextInput(string Name, string Path, InputFormat Format, bool Compressed);

/// <summary>Something of the input that was refused. The rest goes on.</summary>
/// <param name="Place">Input name, with line or byte offset where known ("a.csv:12", "b.txt at byte 4096").</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
internal sealed record InputFault(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>How inputs are read. Defaults stand here and nowhere else.</summary>
internal sealed record ReadOptions
{
    /// <summary>Name of the encoding ("windows-1251"), or null: UTF-8, or UTF-16 by its byte order mark.</summary>
    public string? Encoding { get; init; }

    /// <summary>Column or key that holds a record's id. A record format without it gives null ids.</summary>
    public string IdField { get; init; } = "id";

    /// <summary>Column or key that holds a record's text.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>Each document (a file of lines, or a record) is one paragraph, not split.</summary>
    public bool Whole { get; init; }

    /// <summary>Longest paragraph in UTF-16 units. A longer line is cut at white space into several paragraphs of the same line; a longer record is refused.</summary>
    public int MaxParagraph { get; init; } = 1 << 20;
}
