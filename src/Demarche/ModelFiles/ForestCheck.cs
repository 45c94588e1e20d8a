using Demarche.Scoring;

namespace Demarche.ModelFiles;

/// <summary>Checks a forest from a file: every walk ends and reads inside the arrays.</summary>
internal static class ForestCheck
{
    /// <param name="forest">The forest.</param>
    /// <param name="numbers">Numbers of a row that it may ask about.</param>
    /// <param name="source">File it came from.</param>
    /// <exception cref="DataException">The forest is not sound.</exception>
    public static void Check(Forest forest, int numbers, string source)
    {
        var nodes = forest.Feature.Length;
        var sound = forest.Roots.Length > 0 && forest.Threshold.Length == nodes && forest.Left.Length == nodes && forest.Values.Length == (long)nodes * forest.Outputs
            && Array.TrueForAll(forest.Roots, root => (uint)root < (uint)nodes)
            && Array.TrueForAll(forest.Values, value => value is >= 0 and <= 65536);
        for (var node = 0; sound && node < nodes; node++)
            // Children stand after their parent, so that a walk always ends.
            sound = forest.Feature[node] == -1 || forest.Feature[node] >= 0 && forest.Feature[node] < numbers && forest.Left[node] > node && forest.Left[node] < nodes - 1;
        if (!sound)
            throw new DataException($"{source}: a forest in it is not sound. The file is damaged; copy or train the model anew.");
    }
}
