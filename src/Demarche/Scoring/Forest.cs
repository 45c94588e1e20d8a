using Demarche.Numerics;

namespace Demarche.Scoring;

/// <summary>
/// An ensemble of decision trees over whole numbers, whose leaves hold whole numbers: sums are exact and the same everywhere. Immutable.
/// Nodes of all trees stand one after another; a tree's root comes first, children after their parent.
/// </summary>
/// <param name="Roots">First node of each tree.</param>
/// <param name="Feature">For each node the number that it asks about, or -1 for a leaf.</param>
/// <param name="Threshold">A value up to this goes left.</param>
/// <param name="Left">Left child; the right child is the node after it.</param>
/// <param name="Values">For each node, one value for each output; inner nodes have them too, so that each step down can be explained.</param>
/// <param name="Outputs">Values of a node.</param>
internal sealed record Forest(int[] Roots, int[] Feature, int[] Threshold, int[] Left, int[] Values, int Outputs)
{
    /// <summary>Adds up the values of the leaves that a row of numbers falls into.</summary>
    public void Score(ReadOnlySpan<int> row, Span<long> sums)
    {
        sums[..Outputs].Clear();
        foreach (var root in Roots)
        {
            var node = root;
            while (Feature[node] >= 0)
                node = Left[node] + (row[Feature[node]] > Threshold[node] ? 1 : 0);
            for (var o = 0; o < Outputs; o++)
                sums[o] += Values[node * Outputs + o];
        }
    }

    /// <summary>Leaf values are probabilities in units of 2^-16; a forest's logit is the logarithm of their mean.</summary>
    /// <param name="row">Numbers of the paragraph.</param>
    /// <param name="logits">One for each output.</param>
    public void Logits(ReadOnlySpan<int> row, Span<double> logits)
    {
        Span<long> sums = stackalloc long[Outputs];
        Score(row, sums);
        for (var o = 0; o < Outputs; o++)
            logits[o] = StableMath.Log((sums[o] + 1.0) / (65536.0 * Roots.Length));
    }
}

/// <summary>The forest that decides a task over the first stage.</summary>
internal sealed record TaskForest(string Task, Forest Forest);
