using Demarche.Texts;

namespace Demarche.Paragraphs;

/// <summary>
/// Paragraphs of one document, taken from its lines. A line is a paragraph; in a hard-wrapped document the lines between blank lines are;
/// with <see cref="ReadOptions.Whole"/> the document is.
/// </summary>
internal sealed class ParagraphSplitter(string name, ReadOptions options)
{
    private readonly int _limit = options.MaxParagraph;
    private LineReader _lines = null!;
    private string? _id;
    private long _recordLine;
    private int _number;
    private int _width;
    private bool _started;
    private bool _pending;

    /// <summary>Starts a document. <paramref name="recordLine"/> is the line that all its paragraphs get, or 0 to count lines.</summary>
    public void Begin(LineReader lines, string? id, long recordLine)
    {
        (_lines, _id, _recordLine) = (lines, id, recordLine);
        (_number, _width, _started, _pending) = (0, 0, false, false);
    }

    /// <summary>Adds the next paragraph; false at the end of the document.</summary>
    public bool Next(ParagraphBatch batch)
    {
        if (options.Whole)
            return NextWhole(batch);
        if (!_started)
        {
            _started = true;
            var window = _lines.Peek();
            _width = WrapDetector.Width(window, complete: window.Length < LineReader.Window);
        }
        return _width > 0 ? NextWrapped(batch) : NextLine(batch);
    }

    private bool NextLine(ParagraphBatch batch)
    {
        while (_lines.Read())
        {
            batch.Append(_lines.Line);
            if (End(batch, _lines.Number))
                return true;
        }
        return false;
    }

    private bool NextWrapped(ParagraphBatch batch)
    {
        var line = 0L;
        var length = 0;
        while (_pending || _lines.Read())
        {
            var text = Blank.Trim(_lines.Line);
            if (batch.OpenLength > 0 && StartsAnew(batch, text, length))
            {
                // The line that starts the next paragraph stays in the reader.
                _pending = text.Length > 0;
                if (End(batch, line))
                    return true;
            }
            _pending = false;
            if (text.IsEmpty)
                continue;
            if (batch.OpenLength == 0)
                line = _lines.Number;
            Join(batch, text);
            length = text.Length;
        }
        return End(batch, line);
    }

    private bool StartsAnew(ParagraphBatch batch, ReadOnlySpan<char> text, int lengthBefore) =>
        text.IsEmpty
        || batch.OpenLength + text.Length >= _limit
        || WrapDetector.EndsByHand(lengthBefore, text, _width)
        || IsBullet(text) && WrapDetector.WouldFit(lengthBefore, text, _width);

    private static void Join(ParagraphBatch batch, ReadOnlySpan<char> text)
    {
        if (batch.OpenLength > 0)
        {
            if (batch.OpenEnd(1) is ['\u00AD'])
                batch.DropLast();
            else if (!IsBrokenAtHyphen(batch.OpenEnd(2), text))
                batch.Append(" ");
        }
        batch.Append(text);
    }

    // "long-" + "term" is "long-term". A dash that stands free has a space before it and keeps one after it.
    private static bool IsBrokenAtHyphen(ReadOnlySpan<char> end, ReadOnlySpan<char> text) =>
        end is [var before, '-' or '\u2010'] && char.IsLetter(before) && char.IsLower(text[0]);

    private static bool IsBullet(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[0] is '-' or '*' or '•' or '–' && text[1] == ' ')
            return true;
        var digits = 0;
        while (digits < text.Length && digits < 3 && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits > 0 && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] == ' ';
    }

    private bool NextWhole(ParagraphBatch batch)
    {
        if (_started)
            return false;
        _started = true;
        var line = 1L;
        while (_lines.Read())
        {
            if (batch.OpenLength == 0)
                line = _lines.Number;
            // Blank lines before the text are dropped; those within it stay.
            if (batch.OpenLength == 0 && Blank.Trim(_lines.Line).IsEmpty)
                continue;
            if (batch.OpenLength > 0)
                batch.Append("\n");
            batch.Append(_lines.Line);
            if (_lines.IsCut || batch.OpenLength > _limit)
                throw new InputFaultException(Faults.WholeTooLong(name, _limit));
        }
        return End(batch, line);
    }

    private bool End(ParagraphBatch batch, long line)
    {
        if (!batch.End(_id, _number + 1, _recordLine > 0 ? _recordLine : line))
            return false;
        _number++;
        return true;
    }
}
