using Demarche.Tokens;

namespace Demarche.Lexicon;

/// <summary>Turns patterns into a <see cref="ConceptLexicon"/>. The same patterns in any order give the same arrays.</summary>
internal static class LexiconCompiler
{
    /// <summary>Most words of a pattern.</summary>
    public const int MostWords = 32;

    public static ConceptLexicon Compile(IEnumerable<LexiconPattern> patterns)
    {
        var parsed = patterns.Select(p => (p.Concept, Words: Words(p))).ToList();
        var concepts = parsed.SelectMany(p => WithParents(p.Concept)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var words = NumberWords(parsed.SelectMany(p => p.Words));
        var trie = new Trie();
        // In the order of word numbers, which the words alone decide: states are numbered as they come.
        var numbered = parsed.Select(p => (Concept: Array.BinarySearch(concepts, p.Concept, StringComparer.Ordinal), Words: p.Words.Select(w => words[w]).ToArray()));
        foreach (var (concept, pattern) in numbered.OrderBy(p => p.Concept).ThenBy(p => p.Words, Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))))
            trie.Add(pattern, concept);
        return new ConceptLexicon(trie.ToArrays(concepts, words));
    }

    /// <summary>A concept and all that its name is part of: a.b.c, a.b, a.</summary>
    public static IEnumerable<string> WithParents(string concept)
    {
        for (var end = concept.Length; end > 0; end = concept.LastIndexOf('.', end - 1))
            yield return concept[..end];
    }

    /// <summary>The words of a pattern, folded and split as text is.</summary>
    private static List<PatternWord> Words(LexiconPattern pattern)
    {
        var words = new List<PatternWord>();
        var tokens = new TokenList();
        foreach (var part in pattern.Pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = part.EndsWith('*');
            Tokenizer.Tokenize(Folding.Fold(part.TrimEnd('*')), tokens);
            for (var i = 0; i < tokens.Count; i++)
                words.Add(new PatternWord(tokens[i].State, open && i == tokens.Count - 1));
        }
        if (words.Count > MostWords)
            throw new DataException($"{pattern.File}:{pattern.Line}: pattern of {pattern.Concept} ({pattern.Language}) has {words.Count} words, expected at most {MostWords}: \"{pattern.Pattern}\".");
        return words.Count > 0 ? words
            : throw new DataException($"{pattern.File}:{pattern.Line}: pattern \"{pattern.Pattern}\" of {pattern.Concept} ({pattern.Language}) holds no letter or digit. Expected words.");
    }

    private static Dictionary<PatternWord, int> NumberWords(IEnumerable<PatternWord> all)
    {
        var words = new Dictionary<PatternWord, int>();
        foreach (var word in all.Distinct().OrderBy(w => w.State).ThenBy(w => w.Open))
            words[word] = words.Count;
        return words;
    }

    /// <param name="State">Hash state of its letters.</param>
    /// <param name="Open">Whether any ending may follow.</param>
    private readonly record struct PatternWord(ulong State, bool Open);

    private sealed class Trie
    {
        private readonly Dictionary<ulong, int> _next = [];
        private readonly List<SortedSet<int>> _accepted = [[]];
        private readonly List<bool> _goesOn = [false];

        public void Add(IEnumerable<int> words, int concept)
        {
            var state = 0;
            foreach (var word in words)
            {
                _goesOn[state] = true;
                if (!_next.TryGetValue(ConceptLexicon.TransitionKey(state, word), out var next))
                {
                    next = _accepted.Count;
                    _next[ConceptLexicon.TransitionKey(state, word)] = next;
                    _accepted.Add([]);
                    _goesOn.Add(false);
                }
                state = next;
            }
            _accepted[state].Add(concept);
        }

        public LexiconArrays ToArrays(string[] concepts, Dictionary<PatternWord, int> words)
        {
            HashTable Table(bool open) => HashTable.Build([.. words.Where(w => w.Key.Open == open).Select(w => KeyValuePair.Create(w.Key.State, w.Value))]);
            var starts = new int[_accepted.Count + 1];
            for (var i = 0; i < _accepted.Count; i++)
                starts[i + 1] = starts[i] + _accepted[i].Count;
            return new LexiconArrays(concepts, Table(false), Table(true), HashTable.Build(_next), starts,
                [.. _accepted.SelectMany(a => a)], [.. _goesOn.Select(g => g ? (byte)1 : (byte)0)]);
        }
    }
}
