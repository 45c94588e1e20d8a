using System.Text.Json;
using System.Text.Json.Serialization;
using Demarche.Features;
using Demarche.Labels;

namespace Demarche.ModelFiles;

/// <summary>
/// <c>model.json</c>: what a model is, how it was made and how well it does. No clock, no path and no machine in it: the same corpus and options give
/// the same bytes.
/// </summary>
internal sealed class ModelCard
{
    public required int Format { get; init; }
    public required string Trainer { get; init; }
    public required JsonElement Schema { get; init; }
    public required FeatureOptions Features { get; init; }
    public required CalibrationJson[] Calibration { get; init; }
    public required TrainingJson Training { get; init; }

    /// <summary>Tasks that a forest decides, in the order of the forests in the weights file.</summary>
    public required string[] SecondStage { get; init; }
    public required WeightsJson Weights { get; init; }

    /// <summary>Figures of the cross-validation on the corpus, as <c>evaluate --folds --json</c> gives them, or null.</summary>
    public JsonElement? CrossValidation { get; init; }

    public static ModelCard Parse(ReadOnlySpan<byte> utf8, string source)
    {
        // Strings inside the schema are only looked at later, where bytes that are no UTF-8 would throw.
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
            throw new DataException($"{source}: is not a model card: found bytes that are not UTF-8. Copy or train the model anew.");
        try
        {
            return JsonSerializer.Deserialize(utf8, ModelJsonContext.Default.ModelCard)
                ?? throw new DataException($"{source}: found null, expected a model card.");
        }
        catch (JsonException e)
        {
            throw new DataException($"{source}:{(e.LineNumber ?? 0) + 1}: is not a model card: {e.Message}");
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelJsonContext.Default.ModelCard), (byte)'\n'];
}

/// <summary>Calibration of one task (<see cref="TaskCalibration"/>).</summary>
internal sealed class CalibrationJson
{
    public required string Task { get; init; }
    public required double[] Slopes { get; init; }
    public required double[] Offsets { get; init; }
    public required double[] Thresholds { get; init; }
    public required double CertainFrom { get; init; }

    public static CalibrationJson Of(TaskSchema task, TaskCalibration c) => new()
    {
        Task = task.Name, Slopes = c.Slopes, Offsets = c.Offsets, Thresholds = c.Thresholds, CertainFrom = c.CertainFrom,
    };
}

/// <summary>What the model was made from.</summary>
internal sealed class TrainingJson
{
    public required int Paragraphs { get; init; }
    public required string CorpusDigest { get; init; }
    public required int LexiconPatterns { get; init; }
    public required int Concepts { get; init; }
    public required ulong Seed { get; init; }
    public required double OneOfCost { get; init; }
    public required double MultiLabelCost { get; init; }
    public required int CalibrationFolds { get; init; }
    public required int MaxPasses { get; init; }
    public required double Tolerance { get; init; }
    public required Dictionary<string, double[]> BlockVariances { get; init; }
    public required Dictionary<string, double[]> TargetPriors { get; init; }
    public required int Trees { get; init; }
    public required int TreeLeaves { get; init; }
    public required int LeafRows { get; init; }
}

/// <summary>The weights file.</summary>
internal sealed class WeightsJson
{
    public required int Stride { get; init; }
    public required int Shift { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
