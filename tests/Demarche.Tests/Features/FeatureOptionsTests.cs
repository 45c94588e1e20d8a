using Demarche.Features;

namespace Demarche.Tests.Features;

public sealed class FeatureOptionsTests
{
    [Fact]
    public void Defaults_are_sound() => new FeatureOptions().Validate("defaults");

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var options = new FeatureOptions { HashBits = 40, MinGram = 6, MaxGram = 4, PairDistance = -1, BlockScales = [1, 2] };
        Assert.Equal(
            "card: hashBits is 40, expected 10 to 18; minGram and maxGram are 6 and 4, expected 1 to 8 and not crossed (maxGram 0 for none); "
            + "pairDistance is -1, expected 0 to 64; blockScales holds 2 values, expected 5 between 0 and 16.",
            Assert.Throws<DataException>(() => options.Validate("card")).Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(17)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_out_of_range_is_refused(double scale) =>
        Assert.Throws<DataException>(() => new FeatureOptions { BlockScales = [1, 1, scale, 1, 1] }.Validate("card"));
}
