using Demarche.Features;
using Demarche.Training;

namespace Demarche.Tests.Training;

public sealed class TrainingOptionsTests
{
    private static readonly TrainingOptions Sound = new() { LexiconFolder = "lexicon", SchemaPath = "schema.json" };

    private static string Fault(TrainingOptions options) => Assert.Throws<DataException>(options.Validate).Message;

    [Fact]
    public void Defaults_are_sound() => Sound.Validate();

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var message = Fault(Sound with
        {
            Trainer = "magic", Threads = 0, OneOfCost = 0, CalibrationFolds = 1, BlockVariances = new Dictionary<string, double[]> { ["stance"] = [1, 2], ["kind"] = [1, 1, 1, 1, -1] },
        });
        Assert.StartsWith("training options: trainer is \"magic\", expected \"logistic\"; threads is 0, expected at least 1; ", message);
        foreach (var part in new[] { "cost", "calibrationFolds", "blockVariances of \"stance\"", "blockVariances of \"kind\"" })
            Assert.Contains(part, message);
    }

    [Fact]
    public void Each_value_out_of_range_is_refused()
    {
        Assert.Contains("cost", Fault(Sound with { MultiLabelCost = -1 }));
        Assert.Contains("cost", Fault(Sound with { OneOfCost = double.NaN }));
        Assert.Contains("calibrationFolds", Fault(Sound with { CalibrationFolds = 21 }));
        Assert.Contains("maxPasses", Fault(Sound with { MaxPasses = 0 }));
        Assert.Contains("tolerance", Fault(Sound with { Tolerance = double.NaN }));
        Assert.Contains("hashBits", Fault(Sound with { Features = new FeatureOptions { HashBits = 3 } }));
    }
}
