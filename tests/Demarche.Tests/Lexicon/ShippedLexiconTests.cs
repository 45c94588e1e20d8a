using Demarche.Lexicon;
using Demarche.Tokens;

namespace Demarche.Tests.Lexicon;

/// <summary>The lexicon of seeds: every pattern of it works.</summary>
public sealed class ShippedLexiconTests
{
    private static readonly IReadOnlyList<LexiconPattern> Source = LexiconSource.ReadFolder(Repository.Lexicon);
    private static readonly ConceptLexicon Compiled = LexiconCompiler.Compile(Source);

    [Fact]
    public void Every_pattern_matches_its_own_words()
    {
        var matcher = new LexiconMatcher(Compiled);
        var folded = new FoldedText();
        var tokens = new TokenList();
        var silent = new List<string>();
        foreach (var pattern in Source)
        {
            Folding.Fold(pattern.Pattern.Replace("*", "", StringComparison.Ordinal), folded);
            Tokenizer.Tokenize(folded.Chars, tokens);
            matcher.Match(folded.Chars, tokens.Span);
            var whole = false;
            foreach (var match in matcher.Matches)
                whole |= match.First == 0 && match.Last == tokens.Count - 1 && Compiled.Concepts[match.Concept] == pattern.Concept;
            if (!whole)
                silent.Add($"{Path.GetFileName(pattern.File)}:{pattern.Line}: {pattern.Concept} ({pattern.Language}) \"{pattern.Pattern}\"");
        }
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_concept_has_a_dotted_name_of_plain_letters() => Assert.All(Source, p => Assert.Matches("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", p.Concept));

    [Fact]
    public void Every_language_of_the_corpus_has_a_column() =>
        Assert.Superset(new HashSet<string>(["en", "ru", "uk", "fa"]), Source.Select(p => p.Language).ToHashSet());

    // Alone, an open word of a letter or two would match half the language.
    [Fact]
    public void No_open_word_that_stands_alone_is_shorter_than_three_letters() => Assert.All(Source.Where(p => !p.Pattern.Contains(' ') && p.Pattern.EndsWith('*')),
        p => Assert.True(Folding.Fold(p.Pattern.TrimEnd('*')).Length >= 3, $"{p.File}:{p.Line} {p.Pattern}"));
}
