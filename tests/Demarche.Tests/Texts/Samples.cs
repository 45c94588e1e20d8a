using System.IO.Compression;
using System.Text;
using Demarche.Paragraphs;
using Demarche.Texts;

namespace Demarche.Tests.Texts;

/// <summary>Hands out bytes in pieces of given sizes, as a slow pipe does.</summary>
internal sealed class ChoppedStream(byte[] bytes, params int[] sizes) : Stream
{
    private int _position;
    private int _reads;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = sizes.Length == 0 ? count : 1 + Math.Abs(sizes[_reads++ % sizes.Length] % 17);
        var read = Math.Min(Math.Min(size, count), bytes.Length - _position);
        Array.Copy(bytes, _position, buffer, offset, read);
        _position += read;
        return read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A folder of its own for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("demarche-").FullName;
    }

    public string Path { get; }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>One paragraph with its text as a string, to compare.</summary>
internal sealed record Row(string? Id, int Number, long Line, string Text);

/// <summary>Short ways to read things in tests.</summary>
internal static class Samples
{
    // Letters of four scripts, pairs of surrogates, everything that ends lines or opens quotes.
    private static readonly string[] Alphabet =
        ["a", "Z", "б", "ї", "ی", "\u200C", "😀", "🇺🇦", " ", "\t", "\n", "\r", "\r\n", "\u2028", "\u0085", "\uFEFF", "\"", ",", "|", "\\", "{", "0", "—", "\u00A0"];

    /// <summary>A text of the letters that numbers stand for.</summary>
    public static string Text(IEnumerable<int> codes) => string.Concat(codes.Select(c => Alphabet[(int)((uint)c % (uint)Alphabet.Length)]));

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static (List<Row> Rows, List<InputFault> Faults) Read(byte[] bytes, InputFormat format = InputFormat.Text, ReadOptions? options = null, params int[] sizes)
    {
        options ??= new ReadOptions();
        var faults = new List<InputFault>();
        var encoding = options.Encoding is null ? null : TextEncodings.Find(options.Encoding);
        var rows = Collect(ParagraphReader.Read(new TextInput("in", "in", format, false), () => new StrictReader(new ChoppedStream(bytes, sizes), "in", encoding), options, faults.Add));
        return (rows, faults);
    }

    public static (List<Row> Rows, List<InputFault> Faults) Read(string text, InputFormat format = InputFormat.Text, ReadOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), format, options);

    public static (List<Row> Rows, List<InputFault> Faults) ReadFile(string path, ReadOptions? options = null)
    {
        var faults = new List<InputFault>();
        var found = InputFinder.Find([path], faults.Add);
        return ([.. found.Inputs.SelectMany(i => Collect(ParagraphReader.Read(i, options ?? new ReadOptions(), faults.Add)))], faults);
    }

    public static List<Row> Collect(IEnumerable<ParagraphBatch> batches)
    {
        var rows = new List<Row>();
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Count; i++)
                rows.Add(new Row(batch[i].Id, batch[i].Number, batch[i].Line, batch[i].Text.ToString()));
            batch.Recycle();
        }
        return rows;
    }
}
