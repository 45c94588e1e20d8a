using Demarche.Tokens;

namespace Demarche.Tests.Tokens;

/// <summary>
/// The hash is a frozen contract: every trained model stores weights by its values. Where one of these fails, the hash was changed and every model
/// is wrong; take the change back. The values come from an implementation of the definition in another language.
/// </summary>
public sealed class TokenHashTests
{
    [Theory]
    [InlineData("", 0x4179b061e0c0e0d0)]
    [InlineData("a", 0x7b2262e3a7ea3a42)]
    [InlineData("russia", 0x76c3fc9ce1850d31)]
    [InlineData("путін", 0x0182de8e033d5c00)]
    [InlineData("ایران", 0x362e56bc9a836de6)]
    [InlineData("中国", 0xc31b1f2b7f269bd3)]
    [InlineData("2024", 0x9c08e6500d361e11)]
    [InlineData("flagru", 0x62ac289d1e6a463c)]
    [InlineData("😀", 0x4b13a627b3d42497)]
    public void Words_hash_to_golden_values(string word, ulong expected) => Assert.Equal(expected, TokenHash.Of(word));

    [Fact]
    public void Pairs_hash_to_golden_values_that_tell_their_order()
    {
        var (first, second) = (TokenHash.Of("vladimir"), TokenHash.Of("putin"));
        Assert.Equal(0x765c93c3c12b35a2UL, TokenHash.Combine(first, second));
        Assert.Equal(0xccb58df9fcb9af67UL, TokenHash.Combine(second, first));
    }

    [Fact]
    public void States_grow_a_character_at_a_time()
    {
        var state = TokenHash.Seed;
        Assert.Equal(0xd6e8feb86659fd93, state);
        foreach (var c in "путін")
            state = TokenHash.Step(state, c);
        Assert.Equal(0x2b72def6ff8de50cUL, state);
        Assert.Equal(TokenHash.State("путін"), state);
        Assert.Equal(TokenHash.Of("путін"), TokenHash.Finish(state));
    }

    [Fact]
    public void The_words_of_the_corpus_hardly_collide()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new TokenList();
        foreach (var row in Repository.TrainingCorpus.Rows)
        {
            var folded = Folding.Fold(row.Text);
            Tokenizer.Tokenize(folded, tokens);
            foreach (var token in tokens.Span)
                words.Add(folded.Substring(token.Start, token.Length));
        }
        Assert.Equal(words.Count, words.Select(w => TokenHash.Of(w)).Distinct().Count());

        // Of n words in m rows, n²/2m pairs share a row by chance; the upper bits must do no worse than twice that.
        var expected = words.Count * (words.Count / 2.0) / (1 << 18);
        var shared = words.CountBy(w => TokenHash.Of(w) >> 64 - 18).Sum(g => g.Value * (g.Value - 1) / 2.0);
        Assert.InRange(shared, 0, 2 * expected);
    }
}
