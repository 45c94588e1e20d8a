using System.Globalization;
using Demarche.Tokens;

namespace Demarche.Features;

/// <summary>
/// Marks of form: what a reader sees before reading. Each is a name and a bucket, hashed like a word.
/// Names and buckets are a frozen contract like the hash.
/// </summary>
internal static class FormMarks
{
    private static readonly int[] LengthBounds = [0, 1, 2, 3, 5, 8, 12, 18, 28, 45, 75, 130];
    private static readonly int[] ShareBounds = [0, 2, 10, 30, 60, 99];
    private static readonly int[] CountBounds = [0, 1, 2, 4, 8];

    /// <summary>Most marks a paragraph can have.</summary>
    public const int MaxMarks = 24;

    /// <summary>Writes the hashes of the marks and returns how many there are.</summary>
    public static int Collect(ReadOnlySpan<char> source, FoldedText folded, ReadOnlySpan<Token> tokens, Span<ulong> marks)
    {
        var shape = Shape.Of(source, folded.Chars);
        var n = 0;
        marks[n++] = Mark(1, 0); // bias
        marks[n++] = Mark(2, Bucket(tokens.Length, LengthBounds));
        marks[n++] = Mark(3, Bucket(Sentences(tokens), CountBounds));
        marks[n++] = Mark(4, (int)shape.First);
        marks[n++] = Mark(5, (int)shape.Last);
        marks[n++] = Mark(6, Bucket(shape.Quotes, CountBounds));
        marks[n++] = Mark(7, Bucket(Percent(shape.Hashtags, tokens.Length), ShareBounds));
        marks[n++] = Mark(8, Bucket(shape.Symbols, CountBounds));
        marks[n++] = Mark(9, Bucket(Percent(shape.Letters, source.Length), ShareBounds));
        marks[n++] = Mark(10, Bucket(Percent(shape.Digits, source.Length), ShareBounds));
        marks[n++] = Mark(11, Bucket(Percent(shape.Upper, shape.Letters), ShareBounds));
        marks[n++] = Mark(12, shape.Url ? 1 : 0);
        marks[n++] = Mark(13, shape.Scripts);
        marks[n++] = Mark(14, shape.OwnLetters);
        marks[n++] = Mark(15, Bucket(shape.Questions, CountBounds));
        marks[n++] = Mark(16, Bucket(shape.Exclamations, CountBounds));
        marks[n++] = Mark(17, Bucket(shape.Colons, CountBounds));
        // Short lines tell their kind by length, beginning and end together.
        marks[n++] = TokenHash.Combine(Mark(18, Math.Min(tokens.Length, 14)), Mark((int)shape.First, (int)shape.Last));
        return n;
    }

    private static ulong Mark(int name, int bucket) => TokenHash.Finish(TokenHash.Step(TokenHash.Step(TokenHash.Seed, (char)(0xE000 + name)), (char)bucket));

    private static int Percent(int part, int whole) => whole == 0 ? 0 : (int)(100L * part / whole);

    private static int Bucket(int value, ReadOnlySpan<int> bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
            if (value <= bounds[i])
                return i;
        return bounds.Length;
    }

    private static int Sentences(ReadOnlySpan<Token> tokens)
    {
        var count = 0;
        foreach (ref readonly var token in tokens)
            if ((token.Marks & TokenMarks.SentenceStart) != 0)
                count++;
        return count;
    }

    private enum Edge
    {
        Other, Lower, Upper, Caseless, Digit, Bullet, Quote, Symbol, Hash, Angle, Stop, Question, Exclamation, Colon, Comma, Ellipsis, Bracket,
    }

    /// <summary>Counts over the characters of a paragraph.</summary>
    private struct Shape
    {
        public Edge First, Last;
        public int Quotes, Hashtags, Symbols, Letters, Digits, Upper, Scripts, OwnLetters, Questions, Exclamations, Colons;
        public bool Url;

        public static Shape Of(ReadOnlySpan<char> source, ReadOnlySpan<char> folded)
        {
            var trimmed = source.Trim();
            var shape = new Shape
            {
                First = trimmed.IsEmpty ? Edge.Other : EdgeOf(trimmed[0]),
                Last = trimmed.IsEmpty ? Edge.Other : EdgeOf(trimmed[^1]),
                Url = folded.IndexOf("http") >= 0 || folded.IndexOf("www.") >= 0 || folded.IndexOf("t.me/") >= 0,
            };
            foreach (var c in source)
                shape.Count(c);
            foreach (var c in folded)
                shape.CountFolded(c);
            return shape;
        }

        private void Count(char c)
        {
            if (char.IsAsciiLetter(c))
            {
                Letters++;
                Upper += char.IsAsciiLetterUpper(c) ? 1 : 0;
                return;
            }
            switch (c)
            {
                case ' ' or '.' or ',' or '-':
                    break;
                case '«' or '»' or '“' or '”' or '„' or '"':
                    Quotes++;
                    break;
                case '#':
                    Hashtags++;
                    break;
                case '?' or '؟':
                    Questions++;
                    break;
                case '!':
                    Exclamations++;
                    break;
                case ':':
                    Colons++;
                    break;
                default:
                    CountRare(c);
                    break;
            }
        }

        private void CountRare(char c)
        {
            if (char.IsLetter(c))
            {
                Letters++;
                Upper += char.IsUpper(c) ? 1 : 0;
            }
            else if (char.IsDigit(c))
                Digits++;
            else if (char.IsHighSurrogate(c) || char.IsSymbol(c))
                Symbols++;
        }

        private void CountFolded(char c)
        {
            var cls = FoldingTable.ClassOf(c);
            if (!FoldingTable.IsLetter(cls))
                return;
            Scripts |= 1 << (int)cls;
            OwnLetters |= c switch
            {
                'і' or 'ї' or 'є' or 'ґ' => 1,
                'ы' or 'э' or 'ъ' => 2,
                'پ' or 'چ' or 'ژ' or 'گ' => 4,
                _ => 0,
            };
        }

        private static Edge EdgeOf(char c) => c switch
        {
            '.' or '۔' => Edge.Stop,
            '?' or '؟' => Edge.Question,
            '!' => Edge.Exclamation,
            ':' => Edge.Colon,
            ',' or ';' or '،' or '؛' => Edge.Comma,
            '…' => Edge.Ellipsis,
            '#' => Edge.Hash,
            '<' or '>' => Edge.Angle,
            '(' or ')' or '[' or ']' => Edge.Bracket,
            '-' or '–' or '—' or '•' or '·' or '*' or '●' or '▪' or '■' or '◾' or '▶' => Edge.Bullet,
            '«' or '»' or '“' or '”' or '„' or '"' or '\'' or '‘' or '’' => Edge.Quote,
            _ when char.IsDigit(c) => Edge.Digit,
            _ when char.IsUpper(c) => Edge.Upper,
            _ when char.IsLower(c) => Edge.Lower,
            _ when char.IsLetter(c) => Edge.Caseless,
            _ when char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol => Edge.Symbol,
            _ => Edge.Other,
        };
    }
}
