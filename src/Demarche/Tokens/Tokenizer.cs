namespace Demarche.Tokens;

/// <summary>Splits a folded text into tokens. Punctuation is not kept, but marks the tokens beside it.</summary>
internal static class Tokenizer
{
    /// <summary>Fills <paramref name="tokens"/> (cleared first) with the tokens of <paramref name="folded"/>.</summary>
    public static void Tokenize(ReadOnlySpan<char> folded, TokenList tokens)
    {
        tokens.Clear();
        var gap = new Gap { Marks = TokenMarks.SentenceStart };
        for (var i = 0; i < folded.Length;)
        {
            var cls = FoldingTable.ClassOf(folded[i]);
            if (!FoldingTable.IsWord(cls))
            {
                gap.Read(folded[i++]);
                continue;
            }
            var start = i;
            var state = TokenHash.Seed;
            var marks = gap.Take();
            do
            {
                if (cls == CharClass.Digit)
                    marks |= TokenMarks.Number;
                state = TokenHash.Step(state, folded[i++]);
            }
            while (i < folded.Length && FoldingTable.IsWord(cls = FoldingTable.ClassOf(folded[i])));
            tokens.Add(new Token(start, i - start, state, marks));
        }
    }

    /// <summary>What the characters between two tokens say.</summary>
    private struct Gap
    {
        public TokenMarks Marks;
        private bool _quoted;

        public void Read(char c)
        {
            switch (c)
            {
                case '.' or '!' or '?' or '؟' or '…' or '\n' or '۔':
                    Marks |= TokenMarks.SentenceStart;
                    break;
                case ',' or ';' or ':' or '،' or '؛' or '-' or '(' or ')' or '[' or ']':
                    Marks |= TokenMarks.ClauseStart;
                    break;
                case '"':
                    _quoted = !_quoted;
                    Marks |= TokenMarks.ClauseStart;
                    break;
                case '«':
                    // „so“ closes with the mark that opens “so”: an opening mark inside a quotation ends it only in that pairing, which is rare.
                    _quoted = true;
                    Marks |= TokenMarks.ClauseStart;
                    break;
                case '»':
                    _quoted = false;
                    Marks |= TokenMarks.ClauseStart;
                    break;
            }
        }

        /// <summary>Marks for the token that starts here; the gap starts anew.</summary>
        public TokenMarks Take()
        {
            var marks = Marks | (_quoted ? TokenMarks.Quoted : TokenMarks.None);
            Marks = TokenMarks.None;
            return marks;
        }
    }
}

/// <summary>Growing array of tokens, reused from paragraph to paragraph.</summary>
internal sealed class TokenList
{
    private Token[] _items = new Token[256];

    public int Count { get; private set; }

    public ref readonly Token this[int index] => ref _items[index];

    public ReadOnlySpan<Token> Span => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(in Token token)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = token;
    }
}
