using Demarche.Features;
using Demarche.Lexicon;
using Demarche.Tests.Tokens;
using FsCheck.Xunit;

namespace Demarche.Tests.Features;

public sealed class FeatureExtractorTests
{
    private static readonly ConceptLexicon Lexicon = Demarche.Tests.Lexicon.Patterns.Compile(
        ("place.ukraine.kharkiv", "харків*"), ("place.ukraine", "україн*"), ("person.putin", "putin"), ("verb.say", "said"), ("latin.a", "a*"));

    private static readonly FeatureOptions Options = new() { HashBits = 12, MinGram = 3, MaxGram = 5, PairDistance = 8 };

    private static int[][] Rows(FeatureExtractor extractor, string text)
    {
        var vector = extractor.Extract(text);
        return [.. Enum.GetValues<FeatureBlock>().Select(b => vector.Rows(b).ToArray())];
    }

    private static FeatureExtractor New(FeatureOptions? options = null) => new(options ?? Options, Lexicon);

    [Property(Arbitrary = [typeof(NastyTexts)], MaxTest = 500)]
    public bool Every_row_lies_in_the_table_and_concepts_in_their_part(string text)
    {
        var rows = Rows(New(), text);
        var concepts = Lexicon.Concepts.Count;
        return rows.SelectMany(r => r).All(r => r >= 0 && r < FeatureExtractor.RowCount(Options, Lexicon))
            && rows.Select((r, block) => r.All(row => row < concepts == (block == (int)FeatureBlock.Concepts))).All(ok => ok);
    }

    [Property(Arbitrary = [typeof(NastyTexts)], MaxTest = 500)]
    public bool What_was_extracted_before_leaves_no_trace(string before, string text)
    {
        var used = New();
        Rows(used, before + " харків said україна");
        var (first, second, fresh) = (Rows(used, text), Rows(used, text), Rows(New(), text));
        return first.Zip(second).Zip(fresh).All(r => r.First.First.SequenceEqual(r.First.Second) && r.First.First.SequenceEqual(r.Second));
    }

    [Fact]
    public void A_concept_and_its_parents_count_once()
    {
        var rows = Rows(New(), "Харків і харківський, Україна")[(int)FeatureBlock.Concepts];
        Assert.Equal(["place", "place.ukraine", "place.ukraine.kharkiv"], rows.Select(r => Lexicon.Concepts[r]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Spellings_that_fold_alike_have_the_same_words_and_concepts()
    {
        var (a, b) = (Rows(New(), "Сім'я у Харкoві"), Rows(New(), "сім’я у ХАРКОВІ"));
        foreach (var block in new[] { FeatureBlock.Concepts, FeatureBlock.Words, FeatureBlock.Grams })
            Assert.Equal(a[(int)block], b[(int)block]);
    }

    [Fact]
    public void Words_count_each_time_and_pairs_stop_at_sentences()
    {
        // Three words and two pairs; then three words and one pair.
        Assert.Equal(5, Rows(New(), "one two three")[(int)FeatureBlock.Words].Length);
        Assert.Equal(4, Rows(New(), "one two. Three")[(int)FeatureBlock.Words].Length);
        Assert.Equal(2, Rows(New(), "one. one")[(int)FeatureBlock.Words].Length);
    }

    [Fact]
    public void Grams_of_a_word_stand_within_its_borders()
    {
        // "_мир_": three of 3, two of 4, one of 5.
        Assert.Equal(6, Rows(New(), "мир")[(int)FeatureBlock.Grams].Length);
        Assert.Empty(Rows(New(), "2024")[(int)FeatureBlock.Grams]);
        Assert.Empty(Rows(New(Options with { MaxGram = 0 }), "мир")[(int)FeatureBlock.Grams]);
    }

    [Fact]
    public void No_pair_distance_means_no_relations()
    {
        Assert.NotEmpty(Rows(New(), "putin said україна")[(int)FeatureBlock.Relations]);
        Assert.Empty(Rows(New(Options with { PairDistance = 0 }), "putin said україна")[(int)FeatureBlock.Relations]);
    }

    [Fact]
    public void A_text_of_nothing_has_marks_only()
    {
        foreach (var text in new[] { "", "   ", "😀", "…" })
        {
            var rows = Rows(New(), text);
            Assert.NotEmpty(rows[(int)FeatureBlock.Marks]);
            Assert.All(rows[1..], Assert.Empty);
        }
    }

    [Fact]
    public void A_word_of_a_million_letters_is_extracted()
    {
        var rows = Rows(New(), new string('a', 1_000_000));
        Assert.Single(rows[(int)FeatureBlock.Words]);
        Assert.InRange(rows[(int)FeatureBlock.Grams].Length, 1, 1000);
    }

    [Theory]
    [MemberData(nameof(Cultures.Rows), MemberType = typeof(Cultures))]
    public void No_culture_changes_a_row(string culture)
    {
        const string text = "Putin said: «У Харкові 1,5 млн»; ۱٫۵ میلیون!";
        Assert.Equal(Rows(New(), text), Cultures.In(culture, () => Rows(New(), text)));
    }
}
