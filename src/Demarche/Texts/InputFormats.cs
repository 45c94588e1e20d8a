namespace Demarche.Texts;

/// <summary>Which ending stands for which form. The one table that finding, messages and help are made from.</summary>
internal static class InputFormats
{
    private const string GzipEnding = ".gz";

    private static readonly (string Ending, InputFormat Format)[] Known =
    [
        (".txt", InputFormat.Text),
        (".md", InputFormat.Text),
        (".csv", InputFormat.Csv),
        (".tsv", InputFormat.Tsv),
        (".jsonl", InputFormat.Jsonl),
    ];

    /// <summary>The known endings, as a message lists them.</summary>
    public static string List { get; } = string.Join(", ", Known.Select(k => k.Ending)) + ", each also with " + GzipEnding;

    /// <summary>Tells form and compression from a file name; false when the ending is unknown.</summary>
    public static bool TryTell(string path, out InputFormat format, out bool compressed)
    {
        compressed = path.EndsWith(GzipEnding, StringComparison.OrdinalIgnoreCase);
        var name = compressed ? path.AsSpan(0, path.Length - GzipEnding.Length) : path;
        foreach (var (ending, known) in Known)
        {
            if (!name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                continue;
            format = known;
            return true;
        }
        format = default;
        return false;
    }
}
