using System.Buffers;

namespace Demarche.Texts;

/// <summary>
/// Lines out of characters, without a string a line and with bounded memory. A line ends with \n, \r\n or \r; these are counted.
/// U+2028, U+2029 and U+0085 end a paragraph too, but do not count as lines, as in editors and <c>wc</c>; inside JSON they are plain characters.
/// A line over the limit comes in pieces, cut at white space where there is any, all with the number of their line.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Characters kept in reach for <see cref="Peek"/>.</summary>
    public const int Window = 1 << 16;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r");
    private static readonly SearchValues<char> ParagraphEnds = SearchValues.Create("\n\r\u0085\u2028\u2029");

    private readonly StrictReader? _source;
    private readonly SearchValues<char> _ends;
    private readonly int _limit;
    private char[] _buffer;
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private long _nextNumber = 1;
    private bool _drained;
    private InputFaultException? _fault;

    /// <summary>Reads from a source.</summary>
    public LineReader(StrictReader source, int limit, bool paragraphSeparators = true)
        : this(limit, paragraphSeparators) => _source = source;

    /// <summary>Reads texts given by <see cref="Set"/>.</summary>
    public LineReader(int limit, bool paragraphSeparators = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        _limit = limit;
        _ends = paragraphSeparators ? ParagraphEnds : LineEnds;
        _buffer = ArrayPool<char>.Shared.Rent(2 * Window);
    }

    /// <summary>The line without its end. Valid until the next read.</summary>
    public ReadOnlySpan<char> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Number of the line, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line goes on: what was read is a piece of it, and the next read gives the next piece.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Starts over with a text in memory.</summary>
    public void Set(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length)
            Grow(text.Length, keep: false);
        text.CopyTo(_buffer);
        (_start, _end, _nextNumber, _drained, IsCut) = (0, text.Length, 1, true, false);
    }

    /// <summary>What comes next, at least <see cref="Window"/> characters unless the end is nearer. Nothing is consumed.</summary>
    public ReadOnlySpan<char> Peek()
    {
        while (_end - _start < Window && Fill())
        {
        }
        return _buffer.AsSpan(_start, Math.Min(_end - _start, Window));
    }

    /// <summary>Reads the next line or piece; false at the end.</summary>
    /// <exception cref="InputFaultException">The source is bad from here on. The line that holds the bad place is not given.</exception>
    public bool Read()
    {
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest[searched..].IndexOfAny(_ends);
            if (at < 0)
            {
                searched = rest.Length;
                if (searched > _limit)
                    return TakePiece(rest);
                if (Fill())
                    continue;
                return TakeLast(rest);
            }
            at += searched;
            searched = at;
            if (at > _limit)
                return TakePiece(rest);
            // Whether \n follows a \r at the very end shows only with the next characters.
            if (rest[at] == '\r' && at + 1 == rest.Length && Fill())
                continue;
            return TakeLine(rest, at);
        }
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        _source?.Dispose();
    }

    private bool TakeLine(ReadOnlySpan<char> rest, int length)
    {
        var isReturn = rest[length] == '\r';
        var pair = isReturn && length + 1 < rest.Length && rest[length + 1] == '\n';
        Number = _nextNumber;
        if (isReturn || rest[length] == '\n')
            _nextNumber++;
        Take(length, length + (pair ? 2 : 1));
        IsCut = false;
        return true;
    }

    private bool TakeLast(ReadOnlySpan<char> rest)
    {
        if (_fault is not null)
            throw _fault;
        if (rest.IsEmpty && !IsCut)
            return false;
        Number = _nextNumber;
        Take(rest.Length, rest.Length);
        IsCut = false;
        return true;
    }

    private bool TakePiece(ReadOnlySpan<char> rest)
    {
        var length = _limit;
        while (length > 0 && !char.IsWhiteSpace(rest[length]))
            length--;
        if (length == 0)
            length = char.IsLowSurrogate(rest[_limit]) && char.IsHighSurrogate(rest[_limit - 1]) ? _limit - 1 : _limit;
        Number = _nextNumber;
        Take(length, length);
        IsCut = true;
        return true;
    }

    private void Take(int length, int consumed)
    {
        _lineStart = _start;
        _lineLength = length;
        _start += consumed;
    }

    private bool Fill()
    {
        if (_drained || _source is null)
            return false;
        MakeRoom();
        try
        {
            var read = _source.Read(_buffer.AsSpan(_end));
            _end += read;
            _drained = read == 0;
        }
        catch (InputFaultException e)
        {
            // Lines that are complete are still given.
            _fault = e;
            _drained = true;
        }
        return !_drained;
    }

    private void MakeRoom()
    {
        if (_buffer.Length - _end >= Window / 4)
            return;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_buffer.Length - _end < Window / 4)
            Grow(_buffer.Length * 2, keep: true);
    }

    private void Grow(int size, bool keep)
    {
        var bigger = ArrayPool<char>.Shared.Rent(size);
        if (keep)
            _buffer.AsSpan(0, _end).CopyTo(bigger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = bigger;
    }
}
