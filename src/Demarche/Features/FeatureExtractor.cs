using Demarche.Lexicon;
using Demarche.Tokens;

namespace Demarche.Features;

/// <summary>
/// From a paragraph to weight rows, once for all tasks. Rows 0 … concepts - 1 belong to the concepts of the lexicon, one each; the rest are hashed.
/// Working memory of one thread.
/// </summary>
internal sealed class FeatureExtractor
{
    private readonly FeatureOptions _options;
    private readonly ConceptLexicon _lexicon;
    private readonly LexiconMatcher _matcher;
    private readonly RelationFeatures _relations;
    private readonly TokenList _tokens = new();
    private readonly int[] _seenIn;
    private int _paragraph;

    public FeatureExtractor(FeatureOptions options, ConceptLexicon lexicon)
    {
        _options = options;
        _lexicon = lexicon;
        _matcher = new LexiconMatcher(lexicon);
        _relations = new RelationFeatures(options, lexicon);
        _seenIn = new int[lexicon.Concepts.Count];
    }

    /// <summary>The folded text of the paragraph extracted last.</summary>
    public FoldedText Folded { get; } = new();

    /// <summary>Its tokens.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.Span;

    /// <summary>Its concepts.</summary>
    public ReadOnlySpan<ConceptMatch> Matches => _matcher.Matches;

    /// <summary>Its features.</summary>
    public FeatureVector Vector { get; } = new();

    /// <summary>Rows of a weight table for these options.</summary>
    public static int RowCount(FeatureOptions options, ConceptLexicon lexicon) => lexicon.Concepts.Count + (1 << options.HashBits);

    public FeatureVector Extract(ReadOnlySpan<char> text)
    {
        Vector.Clear();
        Folding.Fold(text, Folded);
        Tokenizer.Tokenize(Folded.Chars, _tokens);
        _matcher.Match(Folded.Chars, Tokens);
        AddMarks(text);
        AddConcepts();
        _relations.Add(Tokens, Matches, this);
        AddWords();
        if (_options.MaxGram > 0)
            AddGrams();
        return Vector;
    }

    /// <summary>Adds a hashed feature.</summary>
    public void AddHashed(FeatureBlock block, ulong hash) =>
        Vector.Add(block, _lexicon.Concepts.Count + (int)(hash >> 64 - _options.HashBits));

    private void AddMarks(ReadOnlySpan<char> text)
    {
        Span<ulong> marks = stackalloc ulong[FormMarks.MaxMarks];
        var count = FormMarks.Collect(text, Folded, Tokens, marks);
        foreach (var mark in marks[..count])
            AddHashed(FeatureBlock.Marks, mark);
    }

    /// <summary>Each concept and parent counts once, however often it stands there.</summary>
    private void AddConcepts()
    {
        if (++_paragraph == int.MaxValue)
        {
            Array.Clear(_seenIn);
            _paragraph = 1;
        }
        foreach (ref readonly var match in Matches)
            for (var concept = match.Concept; concept >= 0 && _seenIn[concept] != _paragraph; concept = _lexicon.Parents[concept])
            {
                _seenIn[concept] = _paragraph;
                Vector.Add(FeatureBlock.Concepts, concept);
            }
    }

    private void AddWords()
    {
        ulong previous = 0;
        foreach (ref readonly var token in Tokens)
        {
            var hash = token.Hash;
            AddHashed(FeatureBlock.Words, hash);
            if (previous != 0 && (token.Marks & TokenMarks.SentenceStart) == 0)
                AddHashed(FeatureBlock.Words, TokenHash.Combine(previous, hash));
            previous = hash;
        }
    }

    /// <summary>n-grams of each word with its borders: "_мир_" gives _ми, мир, ир_, _мир, мир_, _мир_.</summary>
    private void AddGrams()
    {
        const char border = '_';
        Span<char> padded = stackalloc char[MaxGramWord + 2];
        padded[0] = border;
        foreach (ref readonly var token in Tokens)
        {
            if ((token.Marks & TokenMarks.Number) != 0)
                continue;
            var length = Math.Min(token.Length, MaxGramWord);
            Folded.Chars.Slice(token.Start, length).CopyTo(padded[1..]);
            padded[length + 1] = border;
            AddGrams(padded[..(length + 2)]);
        }
    }

    /// <summary>Longer words are cut here: nothing that a language writes is longer.</summary>
    private const int MaxGramWord = 64;

    private void AddGrams(ReadOnlySpan<char> word)
    {
        for (var start = 0; start + _options.MinGram <= word.Length; start++)
        {
            var state = TokenHash.Seed ^ 1; // apart from words
            var longest = Math.Min(_options.MaxGram, word.Length - start);
            for (var n = 1; n <= longest; n++)
            {
                state = TokenHash.Step(state, word[start + n - 1]);
                if (n >= _options.MinGram)
                    AddHashed(FeatureBlock.Grams, TokenHash.Finish(state));
            }
        }
    }
}
