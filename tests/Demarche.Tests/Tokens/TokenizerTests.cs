using Demarche.Tokens;
using FsCheck.Xunit;

namespace Demarche.Tests.Tokens;

public sealed class TokenizerTests
{
    private static List<(string Word, TokenMarks Marks)> Tokens(string text)
    {
        var folded = Folding.Fold(text);
        var tokens = new TokenList();
        Tokenizer.Tokenize(folded, tokens);
        var list = new List<(string, TokenMarks)>();
        foreach (var token in tokens.Span)
            list.Add((folded.Substring(token.Start, token.Length), token.Marks));
        return list;
    }

    private static TokenMarks MarksOf(string text, string word) => Tokens(text).Single(t => t.Word == word).Marks;

    [Theory]
    [InlineData("Russia's army, 300km/h", "russias|army|300km|h")]
    [InlineData("Сім'я з п’яти осіб", "сімя|з|пяти|осіб")]
    [InlineData("می‌گوید: ۵۰٪", "میگوید|50")]
    [InlineData("north-west U.S. 🇷🇺!", "north|west|u|s|flagru")]
    [InlineData("中国和俄罗斯", "中国和俄罗斯")]
    [InlineData("#Київ @user_name", "київ|user|name")]
    [InlineData(" … 😀 — ", "")]
    [InlineData("", "")]
    public void Splits_into_words(string text, string expected) => Assert.Equal(expected, string.Join('|', Tokens(text).Select(t => t.Word)));

    [Property(Arbitrary = [typeof(NastyTexts)], MaxTest = 2000)]
    public bool Tokens_are_the_runs_of_word_characters_in_order(string text)
    {
        var folded = Folding.Fold(text);
        var tokens = new TokenList();
        Tokenizer.Tokenize(folded, tokens);
        var covered = new bool[folded.Length];
        var end = -1;
        foreach (var token in tokens.Span)
        {
            // A gap between tokens, else they were one.
            if (token.Length < 1 || token.Start <= end || token.Hash != TokenHash.Of(folded.AsSpan(token.Start, token.Length)))
                return false;
            end = token.Start + token.Length;
            Array.Fill(covered, true, token.Start, token.Length);
        }
        return folded.Select(c => FoldingTable.IsWord(FoldingTable.ClassOf(c))).SequenceEqual(covered);
    }

    [Fact]
    public void Sentences_and_clauses_start_after_their_signs()
    {
        Assert.Equal(TokenMarks.SentenceStart, MarksOf("one two", "one"));
        Assert.Equal(TokenMarks.None, MarksOf("one two", "two"));
        foreach (var stop in new[] { ". ", "! ", "? ", "؟ ", "… ", "\n", "۔ " })
            Assert.True(MarksOf($"one{stop}two", "two").HasFlag(TokenMarks.SentenceStart), stop);
        foreach (var sign in new[] { ", ", "; ", ": ", "، ", "؛ ", " — ", " (", " [" })
            Assert.Equal(TokenMarks.ClauseStart, MarksOf($"one{sign}two", "two"));
    }

    [Theory]
    [InlineData("he said \"in here\" out")]
    [InlineData("он «in here» out")]
    [InlineData("він “in here” out")]
    public void Quotation_marks_hold_what_is_between_them(string text)
    {
        Assert.True(MarksOf(text, "in").HasFlag(TokenMarks.Quoted));
        Assert.True(MarksOf(text, "here").HasFlag(TokenMarks.Quoted));
        Assert.False(MarksOf(text, "out").HasFlag(TokenMarks.Quoted));
    }

    [Fact]
    public void Digits_mark_a_number()
    {
        Assert.True(MarksOf("a-50 b", "50").HasFlag(TokenMarks.Number));
        Assert.True(MarksOf("в 300км", "300км").HasFlag(TokenMarks.Number));
        Assert.False(MarksOf("a-50 b", "b").HasFlag(TokenMarks.Number));
    }

    [Fact]
    public void A_list_is_cleared_before_it_is_filled()
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(string.Concat(Enumerable.Repeat("word ", 1000)), tokens);
        Assert.Equal(1000, tokens.Count);
        Tokenizer.Tokenize("one", tokens);
        Assert.Equal(TokenHash.Of("one"), Assert.Single(tokens.Span.ToArray()).Hash);
    }
}
