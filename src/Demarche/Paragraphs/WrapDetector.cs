using System.Globalization;
using Demarche.Texts;

namespace Demarche.Paragraphs;

/// <summary>
/// Tells whether a document is hard-wrapped: paragraphs set apart by blank lines, each broken into short lines of about one width.
/// A program that wraps is greedy: it breaks where the next word would not have fitted. So of the lines inside such paragraphs nearly all must be
/// that full, and the next line must go on in the middle of a sentence about as often as running text does.
/// A channel dump, a headline list, a table or an article of one line a paragraph fails at least one of the two.
/// </summary>
internal static class WrapDetector
{
    /// <summary>Widest line that counts as wrapped.</summary>
    public const int MaxWidth = 120;

    private const int MinWidth = 30;
    private const int MinLines = 4;
    private const double MinFull = 0.9;
    private const double MaxEnded = 0.3;
    private const double MinRunningOn = 0.4;

    private readonly record struct Piece(int Start, int Length);

    /// <summary>The width of the lines when the text is hard-wrapped, else 0.</summary>
    /// <param name="text">The first characters of the document.</param>
    /// <param name="complete">Whether they are all of it; else the last line is left out, as it may be cut.</param>
    public static int Width(ReadOnlySpan<char> text, bool complete)
    {
        // Most records are short: settle them without a list.
        if (text.Count('\n') + text.Count('\r') < MinLines)
            return 0;
        var lines = Lines(text, complete);
        var blocks = 0;
        var multi = 0;
        var blank = true;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length > 0 && blank)
            {
                blocks++;
                multi += Continues(lines, i) ? 1 : 0;
            }
            blank = lines[i].Length == 0;
        }
        return blocks >= 2 && 2 * multi >= blocks ? WidthOfLines(text, lines) : 0;
    }

    /// <summary>Whether the first word of the next line would have fitted on this line.</summary>
    public static bool WouldFit(int length, ReadOnlySpan<char> next, int width) => length + 1 + FirstWord(next) <= width;

    /// <summary>A line that stops in its first half although there was room was ended by hand: a headline or a name over the text.</summary>
    public static bool EndsByHand(int length, ReadOnlySpan<char> next, int width) => length < width / 2 && WouldFit(length, next, width);

    private static int WidthOfLines(ReadOnlySpan<char> text, List<Piece> lines)
    {
        var width = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = text.Slice(lines[i].Start, lines[i].Length);
            // An address that is longer than the width stands alone on its line in wrapped text too.
            if (line.Contains(' ') && (Continues(lines, i) || i > 0 && lines[i - 1].Length > 0))
                width = Math.Max(width, line.Length);
        }
        if (width is < MinWidth or > MaxWidth)
            return 0;
        int inner = 0, ended = 0, full = 0, runningOn = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!Continues(lines, i))
                continue;
            var next = text.Slice(lines[i + 1].Start, lines[i + 1].Length);
            inner++;
            if (EndsByHand(lines[i].Length, next, width))
            {
                ended++;
                continue;
            }
            full += WouldFit(lines[i].Length, next, width) ? 0 : 1;
            runningOn += RunsOn(next) ? 1 : 0;
        }
        var judged = inner - ended;
        return judged >= MinLines && ended <= MaxEnded * inner && full >= MinFull * judged && runningOn >= MinRunningOn * judged ? width : 0;
    }

    private static bool Continues(List<Piece> lines, int i) => lines[i].Length > 0 && i + 1 < lines.Count && lines[i + 1].Length > 0;

    // Lines without white space at their ends. Only real line ends: what wraps writes no U+2028.
    private static List<Piece> Lines(ReadOnlySpan<char> text, bool complete)
    {
        var lines = new List<Piece>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text[start..].IndexOfAny('\n', '\r');
            if (end < 0 && !complete)
                break;
            end = end < 0 ? text.Length : start + end;
            var trimmed = Blank.Trim(text[start..end]);
            lines.Add(new Piece(trimmed.IsEmpty ? start : start + text[start..end].IndexOf(trimmed[0]), trimmed.Length));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        return lines;
    }

    private static int FirstWord(ReadOnlySpan<char> line)
    {
        var length = 0;
        while (length < line.Length && !char.IsWhiteSpace(line[length]))
            length++;
        return length;
    }

    // Lower case, or a letter of a script without case.
    private static bool RunsOn(ReadOnlySpan<char> line) =>
        line.Length > 0 && char.GetUnicodeCategory(line[0]) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter;
}
