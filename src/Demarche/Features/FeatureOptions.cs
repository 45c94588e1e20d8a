using System.Text.Json.Serialization;

namespace Demarche.Features;

/// <summary>Families of features. Each is normalised on its own, so that a long paragraph's many n-grams do not drown its few concepts.</summary>
public enum FeatureBlock
{
    /// <summary>Bias and marks of form (length, quotes, emoji, bullets).</summary>
    Marks,

    /// <summary>Concepts of the lexicon and their parents.</summary>
    Concepts,

    /// <summary>Ordered pairs of concepts that stand near each other, and concepts in their setting (quoted, negated).</summary>
    Relations,

    /// <summary>Words and pairs of neighbouring words.</summary>
    Words,

    /// <summary>Character n-grams within words.</summary>
    Grams,
}

/// <summary>What is counted and how. It travels in the model's card: labelling must do what training did. Defaults stand here and nowhere else:
/// a card must name every value.</summary>
public sealed record FeatureOptions
{
    /// <summary>The hashed rows number 2 to this power.</summary>
    [JsonRequired]
    public int HashBits { get; init; } = 16;

    /// <summary>Shortest character n-gram.</summary>
    [JsonRequired]
    public int MinGram { get; init; } = 4;

    /// <summary>Longest character n-gram; 0 for none.</summary>
    [JsonRequired]
    public int MaxGram { get; init; } = 4;

    /// <summary>Farthest distance, in tokens, between two concepts that make a pair; 0 for none.</summary>
    [JsonRequired]
    public int PairDistance { get; init; } = 8;

    /// <summary>Length of the vector of each block (see <see cref="FeatureBlock"/>) before the weights.</summary>
    [JsonRequired]
    public double[] BlockScales { get; init; } = [0.5, 1.5, 1.0, 1.0, 1.0];

    /// <summary>Concepts (with all below them) that name what stance is about: Russia, its government and officials.</summary>
    [JsonRequired]
    public string[] Target { get; init; } = ["ref.russia", "ref.moscow", "ref.putin", "place.russia", "person.russia", "org.russia", "role.russia"];

    /// <summary>Checks the values, all at once.</summary>
    /// <exception cref="DataException">Some value is out of range.</exception>
    public void Validate(string source)
    {
        var faults = new List<string>();
        if (HashBits is < 10 or > 18)
            faults.Add($"hashBits is {HashBits}, expected 10 to 18");
        if (MinGram is < 1 or > 8 || MaxGram is < 0 or > 8 || MaxGram > 0 && MaxGram < MinGram)
            faults.Add($"minGram and maxGram are {MinGram} and {MaxGram}, expected 1 to 8 and not crossed (maxGram 0 for none)");
        if (PairDistance is < 0 or > 64)
            faults.Add($"pairDistance is {PairDistance}, expected 0 to 64");
        if (BlockScales.Length != BlockCount || BlockScales.Any(s => !(s >= 0 && s <= 16)))
            faults.Add($"blockScales holds {BlockScales.Length} values, expected {BlockCount} between 0 and 16");
        if (Target.Any(string.IsNullOrEmpty))
            faults.Add("target holds an empty name, expected names of concepts");
        if (faults.Count > 0)
            throw new DataException($"{source}: {string.Join("; ", faults)}.");
    }

    /// <summary>Number of blocks.</summary>
    public const int BlockCount = 5;
}
