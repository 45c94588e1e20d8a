using System.Buffers;

namespace Demarche.Texts;

/// <summary>
/// Stands between the decoded characters and CsvHelper. It finds where records end, holds one record at a time, and hands on only sound ones,
/// so that a quote that is never closed cannot swallow the rest of a file into memory, a broken record costs no more than itself,
/// and the line of each record is known. Rules of RFC 4180: a quote opens a field only at its start and is doubled inside.
/// </summary>
internal sealed class CsvSplitter : TextReader
{
    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,
    }

    private const int SourceSize = 1 << 14;

    private readonly string _name;
    private readonly StrictReader _source;
    private readonly SearchValues<char> _plainEnds;
    private readonly char _separator;
    private readonly int _limit;
    private readonly Action<InputFault> _onFault;
    private readonly char[] _chars = ArrayPool<char>.Shared.Rent(SourceSize);
    private char[] _record = ArrayPool<char>.Shared.Rent(1 << 12);
    private int _start;
    private int _end;
    private int _length;
    private int _given;
    private long _size;
    private long _line = 1;
    private State _state;
    private bool _badQuote;
    private bool _lastWasReturn;
    private bool _disposed;

    public CsvSplitter(string name, StrictReader source, char separator, int limit, Action<InputFault> onFault)
    {
        (_name, _source, _separator, _limit, _onFault) = (name, source, separator, limit, onFault);
        _plainEnds = SearchValues.Create([separator, '\n', '\r', '"']);
    }

    /// <summary>Line where the record starts that was handed on last.</summary>
    public long RecordLine { get; private set; }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>Gives the record, or as much of it as fits, never more than one at a time.</summary>
    public override int Read(Span<char> buffer)
    {
        if (_given == _length && !NextRecord())
            return 0;
        var count = Math.Min(buffer.Length, _length - _given);
        _record.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        _source.Dispose();
        ArrayPool<char>.Shared.Return(_chars);
        ArrayPool<char>.Shared.Return(_record);
    }

    private bool NextRecord()
    {
        while (true)
        {
            (_length, _given, _size, _state, _badQuote) = (0, 0, 0, State.FieldStart, false);
            var line = _line;
            if (!Collect())
            {
                if (_size == 0)
                    return false;
                if (_state == State.Quoted)
                {
                    _onFault(Faults.OpenQuote(_name, line));
                    return false;
                }
            }
            if (IsSound(line))
            {
                RecordLine = line;
                Append("\n");
                return true;
            }
        }
    }

    private bool IsSound(long line)
    {
        if (_size > _limit)
            _onFault(Faults.TooLong(_name, line, _size, _limit));
        else if (_badQuote)
            _onFault(Faults.BadQuotes(_name, line));
        else
            return !Blank.IsBlank(_record.AsSpan(0, _length)) || _record.AsSpan(0, _length).Contains(_separator);
        return false;
    }

    /// <summary>Gathers characters up to the end of the record; false when the source ended first.</summary>
    private bool Collect()
    {
        while (_start < _end || Fill())
        {
            var rest = _chars.AsSpan(_start, _end - _start);
            if (_lastWasReturn && rest[0] == '\n')
            {
                // The second half of \r\n, whose first half has been counted.
                _lastWasReturn = false;
                _start++;
                if (_state == State.Quoted)
                    Append(rest[..1]);
                continue;
            }
            _lastWasReturn = false;
            if (Step(rest))
                return true;
        }
        return false;
    }

    /// <summary>Takes a run of plain characters or one character that matters; true when it ends the record.</summary>
    private bool Step(ReadOnlySpan<char> rest)
    {
        var run = _state == State.Quoted ? rest.IndexOfAny('"', '\n', '\r') : rest.IndexOfAny(_plainEnds);
        run = run < 0 ? rest.Length : run;
        if (run > 0)
        {
            _badQuote |= _state == State.AfterQuote;
            _state = _state == State.Quoted ? State.Quoted : State.Plain;
            Append(rest[..run]);
            _start += run;
            return false;
        }
        var c = rest[0];
        _start++;
        if (c is '\n' or '\r')
        {
            _line++;
            _lastWasReturn = c == '\r';
            if (_state != State.Quoted)
                return true;
        }
        Append(rest[..1]);
        _state = Next(c);
        return false;
    }

    private State Next(char c)
    {
        if (c == _separator && _state != State.Quoted)
            return State.FieldStart;
        if (c != '"')
            return _state;
        _badQuote |= _state == State.Plain;
        return _state switch
        {
            State.FieldStart or State.AfterQuote => State.Quoted,
            State.Quoted => State.AfterQuote,
            _ => _state,
        };
    }

    private void Append(ReadOnlySpan<char> chars)
    {
        _size += chars.Length;
        if (_size > (long)_limit + 1)
            return;
        if (_length + chars.Length > _record.Length)
        {
            var bigger = ArrayPool<char>.Shared.Rent(Math.Max(_length + chars.Length, 2 * _record.Length));
            _record.AsSpan(0, _length).CopyTo(bigger);
            ArrayPool<char>.Shared.Return(_record);
            _record = bigger;
        }
        chars.CopyTo(_record.AsSpan(_length));
        _length += chars.Length;
    }

    private bool Fill()
    {
        _start = 0;
        _end = _source.Read(_chars.AsSpan(0, SourceSize));
        return _end > 0;
    }
}
