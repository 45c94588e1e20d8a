using System.Text.Json.Nodes;
using Demarche.ModelFiles;
using Demarche.Tests.Training;

namespace Demarche.Tests.ModelFiles;

/// <summary>A small sound model, and folders that hold it damaged: with a card whose digest is right, so that the damage itself must be found.</summary>
public sealed class DamagedModel : IDisposable
{
    private readonly TinySeeds _seeds = new();

    public DamagedModel()
    {
        Folder = _seeds.Train("sound");
        Card = File.ReadAllBytes(Path.Combine(Folder, ModelFolder.CardFile));
        Weights = File.ReadAllBytes(Path.Combine(Folder, ModelFolder.WeightsFileName));
    }

    public string Folder { get; }
    public byte[] Card { get; }
    public byte[] Weights { get; }

    /// <summary>Writes the two files and reads them; null where the model is sound.</summary>
    public string? Fault(byte[] card, byte[] weights)
    {
        var folder = _seeds.At("damaged");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, ModelFolder.CardFile), card);
        File.WriteAllBytes(Path.Combine(folder, ModelFolder.WeightsFileName), weights);
        return FaultOf(folder);
    }

    /// <summary>The same with length and digest of the card made right.</summary>
    public string? FaultOfWeights(byte[] weights) => Fault(CardFor(weights), weights);

    /// <summary>The same with one change of the card.</summary>
    public string? FaultOfCard(Action<JsonObject> change)
    {
        var card = JsonNode.Parse(Card)!.AsObject();
        change(card);
        return Fault(System.Text.Encoding.UTF8.GetBytes(card.ToJsonString()), Weights);
    }

    public byte[] CardFor(byte[] weights)
    {
        var card = JsonNode.Parse(Card)!.AsObject();
        card["weights"]!["bytes"] = weights.Length;
        card["weights"]!["sha256"] = ModelFolder.Sha256(weights);
        return System.Text.Encoding.UTF8.GetBytes(card.ToJsonString());
    }

    /// <summary>Loads, and labels where it loads. Any other exception than the expected one goes through and fails the test.</summary>
    public static string? FaultOf(string folder)
    {
        try
        {
            var labels = Labeler.Load(folder).Label("People praised fish; «trains blamed coal», honey и снег. میگوید 2024");
            _ = labels.Uncertain;
            return null;
        }
        catch (DataException e)
        {
            return e.Message;
        }
    }

    public void Dispose() => _seeds.Dispose();
}
