using System.Buffers;
using System.Text;

namespace Demarche.Texts;

/// <summary>
/// Bytes to characters, strictly. A byte that the encoding does not know ends the input with a fault that names its offset;
/// every character before it is handed out first. Without a named encoding: UTF-8, or what the byte order mark says.
/// A byte order mark wins over a named encoding, since it is certain.
/// </summary>
internal sealed class StrictReader : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Encoding? _encoding;
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
    private ByteDecoder? _decoder;
    private InputFault? _pending;
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _finished;
    private bool _disposed;

    /// <param name="stream">Bytes; closed with the reader.</param>
    /// <param name="name">Name of the input in faults.</param>
    /// <param name="encoding">Encoding by name, or null.</param>
    public StrictReader(Stream stream, string name, Encoding? encoding)
    {
        _stream = stream;
        _name = name;
        _encoding = encoding;
    }

    /// <summary>Bytes taken from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Reads at least one character, or 0 at the end. The span must have room for a surrogate pair.</summary>
    /// <exception cref="InputFaultException">The next byte cannot be decoded, or cannot be read.</exception>
    public int Read(Span<char> chars)
    {
        if (_pending is not null)
            throw new InputFaultException(_pending);
        _decoder ??= Open();
        while (!_finished)
        {
            var good = _decoder.Decode(_bytes.AsSpan(_start, _end - _start), _atEnd, chars, out var used, out var written, out var bad);
            _start += used;
            if (!good)
                _pending = Faults.BadBytes(_name, BytesRead - (_end - _start), _decoder.Name, _bytes.AsSpan(_start, Math.Min(bad, _end - _start)));
            if (written > 0)
                return written;
            if (!good)
                throw new InputFaultException(_pending!);
            if (_atEnd)
                _finished = true;
            else
                Refill();
        }
        return 0;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_bytes);
    }

    private ByteDecoder Open()
    {
        // Enough bytes to see a byte order mark, however the stream hands them out.
        while (_end < 4 && !_atEnd)
            Refill();
        var head = _bytes.AsSpan(0, _end);
        if (head.StartsWith("\uFEFF"u8))
            return Skip(3, new Utf8Decoder());
        if (head is [0xFF, 0xFE, ..])
            return Skip(2, new Utf16Decoder(bigEndian: false));
        if (head is [0xFE, 0xFF, ..])
            return Skip(2, new Utf16Decoder(bigEndian: true));
        if (_encoding is not null)
            return ByteDecoder.For(_encoding);
        if (head.Length >= 4 && head.Count((byte)0) > head.Length / 8)
            throw new InputFaultException(_pending = Faults.LooksLikeUtf16(_name));
        return new Utf8Decoder();
    }

    private ByteDecoder Skip(int bytes, ByteDecoder decoder)
    {
        _start = bytes;
        return decoder;
    }

    private void Refill()
    {
        // A character may be split over two reads: its first bytes move to the front.
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        _end -= _start;
        _start = 0;
        try
        {
            var read = _stream.Read(_bytes, _end, _bytes.Length - _end);
            _end += read;
            BytesRead += read;
            _atEnd = read == 0;
        }
        catch (InvalidDataException e)
        {
            throw new InputFaultException(_pending = Faults.BrokenGzip(_name, BytesRead, e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException(_pending = Faults.Unreadable(_name, e));
        }
    }
}
