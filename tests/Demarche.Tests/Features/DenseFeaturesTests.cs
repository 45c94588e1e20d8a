using Demarche.Features;
using Demarche.Tests.Tokens;
using FsCheck.Xunit;

namespace Demarche.Tests.Features;

public sealed class DenseFeaturesTests
{
    private const int Outputs = 3;

    private static readonly FeatureOptions Options = new() { HashBits = 10, Target = ["place.russia"] };

    private static readonly Demarche.Lexicon.ConceptLexicon Lexicon = Demarche.Tests.Lexicon.Patterns.Compile(
        ("place.russia.moscow", "москва"), ("place.russia", "россия"), ("verb.accuse.sharp", "винит"), ("frame.pro", "миру"));

    private static readonly DenseFeatures Dense = new(Options, Lexicon, Outputs);

    private static int[] Numbers(string text)
    {
        var extractor = new FeatureExtractor(Options, Lexicon);
        extractor.Extract(text);
        var numbers = Enumerable.Repeat(-77, Dense.Names.Count).ToArray();
        Dense.Fill(extractor.Tokens, extractor.Matches, numbers);
        return numbers;
    }

    [Property(Arbitrary = [typeof(NastyTexts)], MaxTest = 500)]
    public bool Only_the_logits_are_left_alone(string text)
    {
        var numbers = Numbers("Россия винит «Москва» " + text);
        return numbers[..Dense.LogitsStart].All(n => n >= -1) && numbers[Dense.LogitsStart..].All(n => n == -77);
    }

    [Fact]
    public void Every_number_has_a_name_of_its_own()
    {
        Assert.Equal(Dense.Names.Count, Dense.Names.Distinct().Count());
        Assert.Equal(Outputs, Dense.Names.Count - Dense.LogitsStart);
    }

    [Fact]
    public void A_text_of_nothing_has_numbers_too() => Assert.All(new[] { "", " ", "😀" }, t => Assert.Equal(Numbers(""), Numbers(t)));

    [Fact]
    public void Numbers_depend_on_the_text_alone() => Assert.Equal(Numbers("Россия винит «Москва» миру. Москва"), Numbers("россия винит «москва» миру. москва"));

    [Theory]
    [InlineData("миру", 0)]
    [InlineData("Россия", 1)]
    [InlineData("Россия винит Москва", 1)]
    [InlineData("Россия. Москва винит Россия. Миру миру. Москва", 3)]
    public void Sentences_that_name_the_target_are_counted(string text, int sentences) =>
        Assert.Equal(sentences, Numbers(text)[Dense.Names.ToList().IndexOf("target sentences")]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 64)]
    [InlineData(-0.5, -32)]
    [InlineData(1e300, 64000)]
    [InlineData(double.NegativeInfinity, -64000)]
    public void Logits_are_cut_and_bounded(double logit, int expected) => Assert.Equal(expected, DenseFeatures.Round(logit));
}
