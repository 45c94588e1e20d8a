using Demarche.Scoring;

namespace Demarche.ModelFiles;

/// <summary>Checks a forest from a file: every walk ends, reads inside the arrays and keeps to its own tree, so that all walks together visit no node twice.</summary>
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
            && forest.Roots[0] == 0 && IsRising(forest.Roots, nodes)
            && Array.TrueForAll(forest.Values, value => value is >= 0 and <= 65536);
        for (var tree = 0; sound && tree < forest.Roots.Length; tree++)
            sound = IsTree(forest, forest.Roots[tree], tree + 1 < forest.Roots.Length ? forest.Roots[tree + 1] : nodes, numbers);
        if (!sound)
            throw new DataException($"{source}: a forest in it is not sound. The file is damaged; copy or train the model anew.");
    }

    private static bool IsRising(int[] roots, int nodes)
    {
        for (var tree = 1; tree < roots.Length; tree++)
            if (roots[tree] <= roots[tree - 1])
                return false;
        return roots[^1] < nodes;
    }

    // Children stand after their parent and before the next tree's root.
    private static bool IsTree(Forest forest, int root, int end, int numbers)
    {
        for (var node = root; node < end; node++)
            if (forest.Feature[node] != -1
                && (forest.Feature[node] < 0 || forest.Feature[node] >= numbers || forest.Left[node] <= node || forest.Left[node] >= end - 1))
                return false;
        return true;
    }
}
