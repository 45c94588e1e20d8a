using System.Runtime.InteropServices;
using Demarche.Tokens;

namespace Demarche.Corpus;

/// <summary>
/// Deals rows into folds for cross-validation. A group (near-duplicates) is never split, and each fold gets about the same share of every
/// labelling.
/// <para>
/// Greedy: groups in order, the largest first, equal ones in an order that the seed and their smallest id decide. Each goes to the fold
/// that lacks its labels most, that is, with the greatest Σ over the group's rows of (rows of that labelling ÷ k − rows of it that the fold
/// already has), counted in integers; of equal folds the one with fewest rows; then the one that comes first in an order that seed and id
/// decide. Rows are known by their ids alone, so the order of rows and of files does not matter.
/// </para>
/// </summary>
internal static class Folds
{
    /// <summary>Deals a corpus into <paramref name="k"/> folds, its near-duplicates kept together.</summary>
    public static int[] Split(LabelledCorpus corpus, int k, ulong seed) => Split(
        [.. corpus.Rows.Select(r => r.Id)], NearDuplicates.Group([.. corpus.Rows.Select(r => r.Text)]),
        [.. corpus.Rows.Select(r => r.Labels)], k, seed);

    /// <summary>The fold of each row, 0 to <paramref name="k"/> - 1.</summary>
    /// <param name="ids">A different id for each row.</param>
    /// <param name="groups">Rows with equal numbers stay together.</param>
    /// <param name="labels">Labels of each row as bits.</param>
    /// <param name="k">How many folds, at least 2.</param>
    /// <param name="seed">Decides between equally good places.</param>
    public static int[] Split(IReadOnlyList<string> ids, IReadOnlyList<int> groups, IReadOnlyList<ulong> labels, int k, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        var totals = labels.GroupBy(l => l).ToDictionary(g => g.Key, g => (long)g.Count());
        var folds = Enumerable.Range(0, k).Select(_ => new Fold()).ToArray();
        var foldOf = new int[ids.Count];
        foreach (var group in InOrder(ids, groups, seed))
        {
            var best = Best(folds, group, labels, totals);
            foreach (var row in group.Rows)
            {
                foldOf[row] = best;
                folds[best].Add(labels[row]);
            }
        }
        return foldOf;
    }

    private static IEnumerable<RowGroup> InOrder(IReadOnlyList<string> ids, IReadOnlyList<int> groups, ulong seed) =>
        Enumerable.Range(0, ids.Count)
            .GroupBy(row => groups[row])
            .Select(g => g.OrderBy(row => ids[row], StringComparer.Ordinal).ToArray())
            .Select(rows => new RowGroup(rows, ids[rows[0]], TokenHash.Combine(seed, TokenHash.Of(ids[rows[0]]))))
            .OrderByDescending(g => g.Rows.Length).ThenBy(g => g.Shuffle).ThenBy(g => g.FirstId, StringComparer.Ordinal);

    private static int Best(Fold[] folds, RowGroup group, IReadOnlyList<ulong> labels, Dictionary<ulong, long> totals)
    {
        // The search starts at a fold of the group's own, so that the first of equals is not always fold 0.
        var start = (int)(group.Shuffle % (ulong)folds.Length);
        var best = -1;
        long bestLack = 0;
        for (var step = 0; step < folds.Length; step++)
        {
            var f = (start + step) % folds.Length;
            var lack = group.Rows.Sum(row => totals[labels[row]] - folds.Length * folds[f].Count(labels[row]));
            if (best >= 0 && (lack < bestLack || lack == bestLack && folds[f].Rows >= folds[best].Rows))
                continue;
            (best, bestLack) = (f, lack);
        }
        return best;
    }

    private sealed record RowGroup(int[] Rows, string FirstId, ulong Shuffle);

    private sealed class Fold
    {
        private readonly Dictionary<ulong, long> _counts = [];

        public long Rows { get; private set; }

        public long Count(ulong labels) => _counts.GetValueOrDefault(labels);

        public void Add(ulong labels)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, labels, out _)++;
            Rows++;
        }
    }
}
