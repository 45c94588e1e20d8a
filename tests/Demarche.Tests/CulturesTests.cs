namespace Demarche.Tests;

/// <summary>The tests under foreign cultures mean something only where those cultures are installed and do differ.</summary>
public sealed class CulturesTests
{
    [Theory]
    [InlineData("", "0.5")]
    [InlineData("ru-RU", "0,5")]
    [InlineData("fa-IR", "0٫5")]
    public void Each_culture_prints_numbers_its_own_way(string culture, string half) =>
        Assert.Equal(half, Cultures.In(culture, () => 0.5.ToString(System.Globalization.CultureInfo.CurrentCulture)));

    [Fact]
    public void Started_threads_are_under_the_culture() =>
        Assert.Equal("ru-RU", Cultures.In("ru-RU", () => Task.Run(() => System.Globalization.CultureInfo.CurrentCulture.Name).Result));
}
