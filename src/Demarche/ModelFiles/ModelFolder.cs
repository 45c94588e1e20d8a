using System.Security.Cryptography;
using Demarche.Features;
using Demarche.Labels;
using Demarche.Lexicon;
using Demarche.Scoring;

namespace Demarche.ModelFiles;

/// <summary>Everything that labelling needs, as read from a model folder.</summary>
internal sealed record Model(Schema Schema, FeatureOptions Features, ConceptLexicon Lexicon, WeightTable Weights, IReadOnlyList<TaskForest> Forests,
    IReadOnlyList<TaskCalibration> Calibrations, ModelCard Card, string Name);

/// <summary>A model folder: <c>model.json</c> and <c>weights.bin</c>.</summary>
internal static class ModelFolder
{
    public const int Format = 1;
    public const string CardFile = "model.json";
    public const string WeightsFileName = "weights.bin";

    /// <summary>Longest card and weights file that are read.</summary>
    private const long MaxCard = 4 << 20, MaxWeights = 1 << 30;

    /// <summary>Writes a model; each file is complete before it gets its name.</summary>
    public static void Write(string folder, ModelCard card, byte[] weights)
    {
        Directory.CreateDirectory(folder);
        WriteWhole(Path.Combine(folder, WeightsFileName), weights);
        WriteWhole(Path.Combine(folder, CardFile), card.ToBytes());
    }

    /// <summary>Reads and checks a model.</summary>
    /// <exception cref="DataException">The folder is no sound model; the message says what is wrong and what to do.</exception>
    public static Model Read(string folder)
    {
        var cardPath = Path.Combine(folder, CardFile);
        var cardBytes = ReadFile(cardPath, MaxCard, folder);
        var card = ModelCard.Parse(cardBytes, cardPath);
        var schema = ReadCard(card, cardPath);
        var weightsPath = Path.Combine(folder, WeightsFileName);
        var weights = ReadFile(weightsPath, MaxWeights, folder);
        if (weights.Length != card.Weights.Bytes || Sha256(weights) != card.Weights.Sha256)
            throw new DataException($"{weightsPath}: is not the file that {CardFile} describes ({weights.Length} bytes found, {card.Weights.Bytes} expected, and a SHA-256 of "
                + $"{card.Weights.Sha256}). Copy both files from the same model, or train it anew.");
        var forestTasks = card.SecondStage.Select(t => schema.Find(t)!).ToList();
        var (lexicon, table, forests) = WeightsFile.Read(
            weights, card.Weights.Stride, card.Weights.Shift, [.. forestTasks.Select(t => t.Labels.Count)], weightsPath);
        var rows = FeatureExtractor.RowCount(card.Features, lexicon);
        if (table.RowCount != rows)
            throw new DataException($"{weightsPath}: holds {table.RowCount} rows, expected {rows} by {CardFile}. Copy both files from the same model, or train it anew.");
        var numbers = new DenseFeatures(card.Features, lexicon, schema.OutputCount).Names.Count;
        foreach (var forest in forests)
            ForestCheck.Check(forest, numbers, weightsPath);
        var calibrations = card.Calibration.Select(c => new TaskCalibration(c.Slopes, c.Offsets, c.Thresholds, c.CertainFrom)).ToList();
        return new Model(schema, card.Features, lexicon, table, [.. forestTasks.Zip(forests, (t, f) => new TaskForest(t.Name, f))], calibrations, card,
            Name(folder, cardBytes));
    }

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Folder name and the beginning of the card's digest; the card holds the digest of the weights.</summary>
    private static string Name(string folder, byte[] card) => $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}@{Sha256(card)[..8]}";

    private static Schema ReadCard(ModelCard card, string path)
    {
        if (card.Format != Format)
            throw new DataException($"{path}: format {card.Format}, expected {Format}. Train the model anew with this version of Demarche.");
        var schema = Schema.Parse(System.Text.Encoding.UTF8.GetBytes(card.Schema.GetRawText()), path);
        card.Features.Validate(path);
        if (card.Weights.Stride != WeightTable.StrideFor(schema.OutputCount) || card.Weights.Shift is < 0 or > 14)
            throw new DataException($"{path}: stride {card.Weights.Stride} and shift {card.Weights.Shift} do not fit the schema. The card is damaged; copy or train the model anew.");
        if (!schema.Tasks.Select(t => t.Name).SequenceEqual(card.Calibration.Select(c => c?.Task)) || !card.Calibration.Zip(schema.Tasks).All(c => IsSound(c.First, c.Second)))
            throw new DataException($"{path}: the calibration does not fit the schema. The card is damaged; copy or train the model anew.");
        if (card.SecondStage.Length > schema.Tasks.Count || !card.SecondStage.All(t => schema.Find(t)?.Type == TaskType.OneOf))
            throw new DataException($"{path}: the second stage names tasks that the schema lacks or that are not one-of. The card is damaged; copy or train the model anew.");
        return schema;
    }

    private static bool IsSound(CalibrationJson c, TaskSchema task) =>
        c.Slopes.Length == task.Labels.Count && c.Offsets.Length == task.Labels.Count
        && c.Thresholds.Length == (task.Type == TaskType.OneOf ? 0 : task.Labels.Count)
        && c.Slopes.Concat(c.Offsets).All(double.IsFinite) && c.Thresholds.All(t => t is > 0 and < 1) && double.IsFinite(c.CertainFrom);

    private static byte[] ReadFile(string path, long most, string folder)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                throw new DataException($"{folder}: is no model folder: {Path.GetFileName(path)} is missing. Expected {CardFile} and {WeightsFileName} as demarche train writes them.");
            if (info.Length > most)
                throw new DataException($"{path}: has {info.Length} bytes, expected at most {most}.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}");
        }
    }

    private static void WriteWhole(string path, byte[] bytes)
    {
        var partial = path + ".partial";
        File.WriteAllBytes(partial, bytes);
        File.Move(partial, path, overwrite: true);
    }
}
