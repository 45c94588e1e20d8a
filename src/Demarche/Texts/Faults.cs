using System.Globalization;

namespace Demarche.Texts;

/// <summary>Everything that reading can refuse, in one place: where, what was found, what was expected, what to do.</summary>
internal static class Faults
{
    private static readonly CultureInfo Inv = CultureInfo.InvariantCulture;

    // Finding

    public static InputFault Missing(string argument) =>
        new(argument, "found nothing there, expected a file, a folder, a pattern such as \"docs/**/*.txt\", or - for standard input.");

    public static InputFault NoMatch(string pattern) =>
        new(pattern, $"no file of a known ending ({InputFormats.List}) matches this pattern.");

    public static InputFault EmptyFolder(string folder) =>
        new(folder, $"holds no file of a known ending ({InputFormats.List}).");

    public static InputFault UnknownEnding(string argument, string path) =>
        new(argument, (Path.GetExtension(path) is { Length: > 0 } ending ? $"found the ending \"{ending}\"" : "found no ending")
            + $", expected one of {InputFormats.List}. Rename the file, or pipe it in and name - as the input.");

    public static InputFault Unreadable(string name, Exception reason) => new(name, $"cannot be read: {reason.Message}");

    // Decoding

    public static InputFault BadBytes(string name, long offset, string encoding, ReadOnlySpan<byte> bytes) =>
        new(At(name, offset), $"found {Hex(bytes)}, which is not {encoding}. Save the file as UTF-8, or name its encoding, "
            + "for example --encoding windows-1251 (or koi8-u, windows-1256).");

    public static InputFault LooksLikeUtf16(string name) =>
        new(name, "found many zero bytes, as in UTF-16 without a byte order mark. Name the encoding with --encoding utf-16 (or utf-16BE), or save the file as UTF-8.");

    public static InputFault BrokenGzip(string name, long offset, Exception reason) =>
        new(name, string.Create(Inv, $"the gzip data is broken after {offset} bytes of text ({reason.Message}). Fetch or compress the file again."));

    // Records

    public static InputFault TooLong(string name, long line, long size, int limit) =>
        new(Line(name, line), string.Create(Inv, $"found a record of {size:N0} characters, expected at most {limit:N0}. It is skipped; split its text."));

    public static InputFault WholeTooLong(string name, int limit) =>
        new(name, string.Create(Inv, $"is longer than {limit:N0} characters, the most that --whole takes. Leave out --whole, or split the file."));

    public static InputFault NoHeader(string name) => new(name, "is empty, expected a header line that names the columns.");

    public static InputFault NoTextColumn(string name, string field, IEnumerable<string> columns) =>
        new(Line(name, 1), $"no column \"{field}\" in the header, found {string.Join(", ", columns.Select(c => $"\"{c}\""))}. Name the column of the text with --text-field.");

    public static InputFault BadQuotes(string name, long line) =>
        new(Line(name, line), "the quotes are wrong: a quote stands inside a field. Expected a field in quotes with each inner quote doubled. The record is skipped.");

    public static InputFault OpenQuote(string name, long line) =>
        new(Line(name, line), "a quote opens in this record and is not closed before the end of the file. The record is skipped.");

    public static InputFault ColumnCount(string name, long line, int found, int expected) =>
        new(Line(name, line), string.Create(Inv, $"found {found} fields, expected {expected} as in the header. Put quotes around a text that holds the separator. The record is skipped."));

    public static InputFault BadJson(string name, long line, string reason) =>
        new(Line(name, line), $"is not one JSON object ({reason}). The record is skipped.");

    public static InputFault NoText(string name, long line, string field, IEnumerable<string> keys) =>
        new(Line(name, line), $"no key \"{field}\", found {List(keys)}. Name the key of the text with --text-field. The record is skipped.");

    public static InputFault TextNotString(string name, long line, string field, string found) =>
        new(Line(name, line), $"\"{field}\" is {found}, expected a string. The record is skipped.");

    public static InputFault IdNotScalar(string name, long line, string field, string found) =>
        new(Line(name, line), $"\"{field}\" is {found}, expected a string or a number. Name the key of the id with --id-field. The record is skipped.");

    public static string At(string name, long offset) => string.Create(Inv, $"{name} at byte {offset}");

    public static string Line(string name, long line) => string.Create(Inv, $"{name}:{line}");

    private static string List(IEnumerable<string> keys) => string.Join(", ", keys.Select(k => $"\"{k}\"")) is { Length: > 0 } list ? list : "none";

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "the end of the file inside a character" : string.Join(" ", bytes.ToArray().Select(b => "0x" + b.ToString("X2", Inv)));
}
