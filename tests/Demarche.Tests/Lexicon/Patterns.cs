using Demarche.Lexicon;
using Demarche.Tokens;

namespace Demarche.Tests.Lexicon;

/// <summary>Short ways to a lexicon and to what it finds.</summary>
internal static class Patterns
{
    public static LexiconPattern Of(string concept, string pattern) => new(concept, "en", pattern, "test.csv", 2);

    public static ConceptLexicon Compile(params (string Concept, string Pattern)[] patterns) => LexiconCompiler.Compile(patterns.Select(p => Of(p.Concept, p.Pattern)));

    /// <summary>What is found in a text, as "concept first-last", sorted.</summary>
    public static string[] Find(ConceptLexicon lexicon, string text)
    {
        var folded = Folding.Fold(text);
        var tokens = new TokenList();
        Tokenizer.Tokenize(folded, tokens);
        var matcher = new LexiconMatcher(lexicon);
        matcher.Match(folded, tokens.Span);
        var found = new List<string>();
        foreach (var match in matcher.Matches)
            found.Add($"{lexicon.Concepts[match.Concept]} {match.First}-{match.Last}");
        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The same, said the slow way: every pattern at every place, word by word.</summary>
    public static string[] FindSlowly(IEnumerable<(string Concept, string Pattern)> patterns, string text)
    {
        var words = Words(text);
        return [.. patterns.SelectMany(p =>
        {
            var wanted = p.Pattern.Split(' ');
            return Enumerable.Range(0, Math.Max(0, words.Count - wanted.Length + 1))
                .Where(start => wanted.Select((w, k) => Matches(words[start + k], w)).All(m => m))
                .Select(start => $"{p.Concept} {start}-{start + wanted.Length - 1}");
        }).Distinct().Order(StringComparer.Ordinal)];
    }

    public static List<string> Words(string text)
    {
        var folded = Folding.Fold(text);
        var tokens = new TokenList();
        Tokenizer.Tokenize(folded, tokens);
        var words = new List<string>();
        foreach (var token in tokens.Span)
            words.Add(folded.Substring(token.Start, token.Length));
        return words;
    }

    private static bool Matches(string word, string wanted) => wanted.EndsWith('*')
        ? word.StartsWith(Folding.Fold(wanted.AsSpan(0, wanted.Length - 1)), StringComparison.Ordinal)
        : word == Folding.Fold(wanted);
}
