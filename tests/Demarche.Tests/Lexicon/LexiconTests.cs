using Demarche.Lexicon;
using Demarche.Numerics;
using FsCheck.Xunit;

namespace Demarche.Tests.Lexicon;

public sealed class LexiconTests
{
    [Fact]
    public void Words_match_whole_and_open_words_with_any_ending()
    {
        var lexicon = Patterns.Compile(("place.iran", "iran*"), ("place.iraq", "iraq"));
        Assert.Equal(["place.iran 0-0", "place.iran 2-2", "place.iraq 3-3"], Patterns.Find(lexicon, "Iran and Iranians, Iraq; Iraqis"));
    }

    [Fact]
    public void Several_words_match_only_side_by_side_and_in_order()
    {
        var lexicon = Patterns.Compile(("org.un", "united nation*"), ("org.un", "оон"));
        Assert.Equal(["org.un 1-2", "org.un 5-5"], Patterns.Find(lexicon, "The United Nations, nations united, оон"));
        Assert.Empty(Patterns.Find(lexicon, "united in nations"));
        Assert.Empty(Patterns.Find(lexicon, "united"));
    }

    [Fact]
    public void Every_pattern_is_found_where_several_share_words()
    {
        var lexicon = Patterns.Compile(("a", "one"), ("b", "one two"), ("c", "one two three"), ("d", "on*"), ("e", "two three"), ("f", "one two"));
        Assert.Equal(["a 0-0", "b 0-1", "c 0-2", "d 0-0", "e 1-2", "f 0-1"], Patterns.Find(lexicon, "one two three"));
    }

    [Fact]
    public void Patterns_are_folded_as_text_is()
    {
        var lexicon = Patterns.Compile(("x.family", "сім’я"), ("x.say", "می‌گوید"), ("x.book", "كتاب"), ("x.yo", "Ёлк*"), ("x.us", "U.S."), ("x.flag", "🇷🇺"));
        Assert.Equal(["x.book 2-2", "x.family 0-0", "x.flag 6-6", "x.say 1-1", "x.us 4-5", "x.yo 3-3"], Patterns.Find(lexicon, "Сім'я ميگويد کتاب елкой U.S. 🇷🇺"));
    }

    [Fact]
    public void Parents_are_concepts_of_their_own()
    {
        var lexicon = Patterns.Compile(("place.ukraine.kharkiv", "харків"), ("place.iran", "iran"));
        Assert.Equal(["place", "place.iran", "place.ukraine", "place.ukraine.kharkiv"], lexicon.Concepts);
        Assert.Equal([-1, 0, 0, 2], lexicon.Parents);
    }

    [Property(MaxTest = 300)]
    public bool Finds_what_a_slow_search_finds(ulong seed)
    {
        var prng = new Prng(seed);
        var patterns = Enumerable.Range(0, 1 + prng.Next(12)).Select(_ => ($"c{prng.Next(5)}", RandomText(prng, 1 + prng.Next(3), open: true))).ToArray();
        var text = RandomText(prng, prng.Next(30), open: false);
        return Patterns.Find(Patterns.Compile(patterns), text).SequenceEqual(Patterns.FindSlowly(patterns, text));
    }

    [Fact]
    public void Matches_come_in_the_order_of_the_text()
    {
        var prng = new Prng(3);
        var lexicon = Patterns.Compile([.. Enumerable.Range(0, 20).Select(i => ($"c{i}", RandomText(prng, 1 + i % 3, open: true)))]);
        var folded = RandomText(prng, 500, open: false);
        var tokens = new Demarche.Tokens.TokenList();
        Demarche.Tokens.Tokenizer.Tokenize(folded, tokens);
        var matcher = new LexiconMatcher(lexicon);
        matcher.Match(folded, tokens.Span);
        var matches = matcher.Matches.ToArray();
        Assert.NotEmpty(matches);
        Assert.All(matches.Zip(matches.Skip(1)), p => Assert.True(p.First.First <= p.Second.First));
        Assert.All(matches, m => Assert.InRange(m.Last, m.First, tokens.Count - 1));
    }

    [Fact]
    public void Very_long_words_and_many_of_them_are_matched()
    {
        var lexicon = Patterns.Compile(("long", "aaaa*"), ("last", "end"));
        var text = string.Join(' ', Enumerable.Repeat(new string('a', 5000), 50)) + " end";
        Assert.Equal(51, Patterns.Find(lexicon, text).Length);
    }

    // Few letters and short words, so that much matches by chance.
    private static string RandomText(Prng prng, int words, bool open) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
        new string([.. Enumerable.Range(0, 1 + prng.Next(3)).Select(_ => (char)('a' + prng.Next(2)))]) + (open && prng.Next(3) == 0 ? "*" : "")));
}
