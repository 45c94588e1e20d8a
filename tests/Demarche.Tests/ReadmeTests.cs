using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Demarche.Tests;

/// <summary>What README shows is what the shipped model does. After retraining, <c>dotnet run .ci/figures.cs</c> brings it up to date.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private static readonly string Model = Path.Combine(Repository.Root, "models", "default");

    [Fact]
    public void The_sample_record_comes_from_the_shipped_model() => Assert.Contains($"\"model\":\"{Labeler.Load(Model).Name}\"", Readme, StringComparison.Ordinal);

    [Fact]
    public void Figures_of_the_cross_validation_are_those_of_the_card()
    {
        using var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Model, "model.json")));
        var all = card.RootElement.GetProperty("crossValidation").GetProperty("slices")[0];
        var row = Assert.Single(Readme.Split('\n'), l => l.StartsWith("| corpus, 5-fold cross-validation | all |", StringComparison.Ordinal));
        string Value(string task, string figure) => all.GetProperty("tasks").EnumerateArray().Single(t => t.GetProperty("task").GetString() == task)
            .GetProperty(figure).GetProperty("value").GetDouble().ToString("F2", CultureInfo.InvariantCulture);
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        Assert.Equal(all.GetProperty("rows").GetInt32().ToString(CultureInfo.InvariantCulture), cells[3]);
        string[] expected = [Value("language", "accuracy"), Value("kind", "macroF1"), Value("topics", "microF1"), Value("stance", "macroF1"), Value("stance", "accuracy")];
        Assert.Equal(expected, cells[4..9].Select(c => c.Split(' ')[0]));
    }

    [Fact]
    public void The_example_in_CSharp_gives_what_it_says()
    {
        var text = Regex.Match(Readme, @"labeler\.Label\(""(.+?)""\)").Groups[1].Value;
        var topics = Regex.Match(Readme, @"labels\[""topics""\]\)\);\s*// (.+)").Groups[1].Value.Trim();
        Assert.NotEqual("", text);
        Assert.Equal(topics, string.Join(", ", Labeler.Load(Model).Label(text)["topics"]));
    }
}
