using System.Globalization;
using System.Text;
using System.Text.Json;
using Demarche.Evaluation;
using Demarche.Tests.Corpus;

namespace Demarche.Tests.Evaluation;

public sealed class EvaluationJsonTests
{
    private static byte[] Write(EvaluationFixture f)
    {
        var report = Evaluator.Evaluate(CorpusFixture.Schema, f.Gold, f.Predicted, new EvaluationOptions { BootstrapSamples = 50 });
        return EvaluationJson.Write(new EvaluationDocument("default@9f3c2a41", null, new BootstrapJson(50, 1, 0.95), [EvaluationJson.ToJson("gold/новости.csv", report)]));
    }

    private static EvaluationFixture Small() => new EvaluationFixture()
        .Row("en body ukraine favor", "en body ukraine favor", agreement: 2.0 / 3).Row("en body neutral", "en body favor", uncertain: true)
        .Row("en body neutral", "en body neutral").Row("en boilerplate neutral", "en boilerplate neutral");

    [Fact]
    public void The_structure_is_as_documented()
    {
        using var json = JsonDocument.Parse(Write(Small()));
        var root = json.RootElement;
        Assert.Equal(["format", "model", "crossValidation", "bootstrap", "reports"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, root.GetProperty("format").GetInt32());
        var report = root.GetProperty("reports")[0];
        Assert.Equal("gold/новости.csv", report.GetProperty("gold").GetString());
        var slice = report.GetProperty("slices")[0];
        Assert.Equal(["language", "rows", "tasks"], slice.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, slice.GetProperty("language").ValueKind);
        var stance = slice.GetProperty("tasks")[3];
        Assert.Equal(
            ["task", "type", "rows", "leftOut", "accuracy", "microF1", "macroF1", "kappa", "certainAccuracy", "uncertain", "agreement", "labels", "confusion"],
            stance.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["value", "low", "high"], stance.GetProperty("accuracy").EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["label", "support", "truePositives", "falsePositives", "falseNegatives", "trueNegatives", "precision", "recall", "f1"],
            stance.GetProperty("labels")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("[[1,0,0],[1,1,0],[0,0,0]]", JsonSerializer.Serialize(stance.GetProperty("confusion")));
        Assert.Equal(1, stance.GetProperty("leftOut").GetInt32());
    }

    [Fact]
    public void Ratios_have_four_decimals_and_undefined_is_null()
    {
        using var json = JsonDocument.Parse(Write(Small()));
        var tasks = json.RootElement.GetProperty("reports")[0].GetProperty("slices")[0].GetProperty("tasks");
        Assert.Equal("0.6667", tasks[3].GetProperty("accuracy").GetProperty("value").GetRawText());
        Assert.Equal("0.6667", tasks[3].GetProperty("agreement").GetRawText());
        Assert.Equal("null", tasks[3].GetProperty("labels")[2].GetProperty("f1").GetProperty("value").GetRawText());
        Assert.Equal("null", tasks[2].GetProperty("confusion").GetRawText());
        Assert.Equal("null", tasks[2].GetProperty("kappa").GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("fa-IR")]
    public void The_culture_does_not_change_a_byte(string culture)
    {
        var expected = Write(Small());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(Write(Small())));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
