using Demarche.Tokens;

namespace Demarche.Lexicon;

/// <summary>A concept found in a paragraph.</summary>
/// <param name="Concept">Number of the concept.</param>
/// <param name="First">First token of the match.</param>
/// <param name="Last">Last token of the match.</param>
internal readonly record struct ConceptMatch(int Concept, int First, int Last);

/// <summary>Finds every pattern of a lexicon in a token list. Working memory of one thread.</summary>
internal sealed class LexiconMatcher(ConceptLexicon lexicon)
{
    private int[] _words = new int[1024];
    private int[] _wordStart = new int[256];
    private ConceptMatch[] _matches = new ConceptMatch[256];
    private int _count;

    /// <summary>The matches found last, ordered by first token.</summary>
    public ReadOnlySpan<ConceptMatch> Matches => _matches.AsSpan(0, _count);

    public void Match(ReadOnlySpan<char> folded, ReadOnlySpan<Token> tokens)
    {
        FindWords(folded, tokens);
        _count = 0;
        for (var i = 0; i < tokens.Length; i++)
            Follow(0, i, i, tokens.Length);
    }

    /// <summary>For each token, the numbers of the lexicon's words that it is: at most one exact and one for each of its beginnings.</summary>
    private void FindWords(ReadOnlySpan<char> folded, ReadOnlySpan<Token> tokens)
    {
        if (_wordStart.Length < tokens.Length + 1)
            Array.Resize(ref _wordStart, tokens.Length * 2 + 1);
        var count = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            _wordStart[i] = count;
            if (_words.Length < count + token.Length + 1)
                Array.Resize(ref _words, (count + token.Length) * 2);
            if (lexicon.ExactWord(token.State) is >= 0 and var exact)
                _words[count++] = exact;
            var state = TokenHash.Seed;
            foreach (var c in folded.Slice(token.Start, token.Length))
            {
                state = TokenHash.Step(state, c);
                if (lexicon.PrefixWord(state) is >= 0 and var prefix)
                    _words[count++] = prefix;
            }
        }
        _wordStart[tokens.Length] = count;
    }

    private void Follow(int state, int first, int at, int tokens)
    {
        for (var w = _wordStart[at]; w < _wordStart[at + 1]; w++)
        {
            var next = lexicon.Next(state, _words[w]);
            if (next < 0)
                continue;
            foreach (var concept in lexicon.Accepted(next))
                Add(new ConceptMatch(concept, first, at));
            if (at + 1 < tokens && lexicon.GoesOn(next))
                Follow(next, first, at + 1, tokens);
        }
    }

    private void Add(ConceptMatch match)
    {
        if (_count == _matches.Length)
            Array.Resize(ref _matches, _count * 2);
        _matches[_count++] = match;
    }
}
