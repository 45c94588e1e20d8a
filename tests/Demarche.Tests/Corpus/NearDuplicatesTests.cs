using Demarche.Corpus;

namespace Demarche.Tests.Corpus;

public sealed class NearDuplicatesTests
{
    private const string Report = "The ministers of both countries met on Tuesday in the old harbour town to talk about grain, rail lines and the border.";
    private const string Reworked = "The ministers of both countries met on Tuesday in the old harbour town and left without any statement.";
    private const string Other = "A late frost damaged orchards along the river, and growers asked the province for help with seedlings.";

    [Fact]
    public void Groups_copies_and_near_copies_and_leaves_others_alone()
    {
        string[] texts = [Other, Report, "Read in full", Report.ToUpperInvariant(), Reworked, "READ IN FULL", "Read more here"];
        Assert.Equal([0, 1, 2, 1, 1, 2, 6], NearDuplicates.Group(texts));
    }

    [Fact]
    public void A_short_text_inside_a_long_one_belongs_to_it() =>
        Assert.Equal([0, 0], NearDuplicates.Group([Report + " " + Other, Other]));

    [Fact]
    public void One_phrase_in_common_is_no_near_copy() =>
        Assert.Equal([0, 1], NearDuplicates.Group(["The two sides agreed to meet again", "Yesterday the two sides agreed to differ"]));

    [Fact]
    public void Near_copies_of_a_near_copy_share_a_group()
    {
        string[] words = [.. Enumerable.Range(0, 60).Select(i => $"word{(char)('a' + i % 26)}{(char)('a' + i / 26)}")];
        string Part(int from) => string.Join(' ', words[from..(from + 30)]);
        // Neighbours share 20 of 30 words, the outer two only 10.
        Assert.Equal([0, 1], NearDuplicates.Group([Part(0), Part(20)]));
        Assert.Equal([0, 0, 0], NearDuplicates.Group([Part(0), Part(20), Part(10)]));
    }

    [Fact]
    public void The_partition_does_not_depend_on_the_order_of_texts()
    {
        string[] texts = [Other, Report, Reworked, "Read in full", "Read in full", Report];
        var forward = NearDuplicates.Group(texts);
        var backward = NearDuplicates.Group([.. texts.Reverse()]);
        for (var i = 0; i < texts.Length; i++)
            for (var j = 0; j < texts.Length; j++)
                Assert.Equal(forward[i] == forward[j], backward[texts.Length - 1 - i] == backward[texts.Length - 1 - j]);
    }

    [Fact]
    public void A_phrase_of_very_many_rows_joins_none_of_them()
    {
        var texts = Enumerable.Range(0, NearDuplicates.MaxRows + 1)
            .Select(i => $"this standing phrase opens all of the lines, {(char)('a' + i % 26)}{(char)('a' + i / 26)} ends").ToArray();
        Assert.Equal(texts.Length, NearDuplicates.Group(texts).Distinct().Count());
        Assert.Single(NearDuplicates.Group(texts[..20]).Distinct());
    }

    [Fact]
    public void Between_gives_each_pair_with_its_containment()
    {
        // 21 words: 19 triples. The reworked text has 18 words, 16 triples, and shares the first 13 words: 11 triples.
        var found = NearDuplicates.Between([Other, Report], [Reworked, Report, "Read in full"], 0.5);
        Assert.Equal([new NearDuplicate(1, 0, 11.0 / 16), new NearDuplicate(1, 1, 1)], found);
        Assert.Equal([new NearDuplicate(1, 1, 1)], NearDuplicates.Between([Other, Report], [Reworked, Report], 0.7));
    }

    [Fact]
    public void Between_finds_equal_short_lines_but_not_similar_ones() =>
        Assert.Equal([new NearDuplicate(0, 0, 1)], NearDuplicates.Between(["Ministers meet in harbour town"], ["MINISTERS meet in harbour town", "Ministers meet in harbour city"], 0.5));

    [Fact]
    public void Texts_without_words_are_accepted() =>
        Assert.Equal([0, 1, 2, 0], NearDuplicates.Group(["", "* * *", "👇", ""]));
}
