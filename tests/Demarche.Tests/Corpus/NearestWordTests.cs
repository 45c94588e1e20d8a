using Demarche.Corpus;

namespace Demarche.Tests.Corpus;

public sealed class NearestWordTests
{
    private static readonly string[] Labels = ["ukraine", "iran", "china", "middle-east"];

    [Theory]
    [InlineData("ukrane", "ukraine")]
    [InlineData("Iran", "iran")]
    [InlineData("chian", "china")]
    [InlineData("irna", "iran")]
    [InlineData("middle east", "middle-east")]
    public void Names_the_label_with_the_fewest_edits(string word, string expected) => Assert.Equal(expected, NearestWord.Of(word, Labels));
}
