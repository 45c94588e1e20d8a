using Demarche.Tokens;

namespace Demarche.Corpus;

/// <summary>Two texts that share much of their wording.</summary>
/// <param name="Left">Index in the left list.</param>
/// <param name="Right">Index in the right list.</param>
/// <param name="Containment">Shared word triples over those of the text that has fewer; 1 for equal texts.</param>
internal readonly record struct NearDuplicate(int Left, int Right, double Containment);

/// <summary>
/// Finds texts that repeat each other. Compared are sets of folded word triples (shingles; Broder 1997): two texts are near-duplicates when
/// they share at least <see cref="MinShared"/> triples and their containment |A∩B| / min(|A|,|B|) reaches a bound. Containment is never
/// below the Jaccard index |A∩B| / |A∪B|, so a bound on it also finds every pair that Jaccard would find. Pairs are proposed by an inverted
/// index in which triples of more than <see cref="MaxRows"/> texts (standing phrases) are skipped, and then counted over all their triples.
/// Cost grows with the number of texts and of pairs that share a rare triple.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>Containment from which two rows of a corpus belong to one group.</summary>
    public const double GroupContainment = 0.5;

    /// <summary>Fewest triples that near-duplicates share: two short lines with one phrase in common are none.</summary>
    public const int MinShared = 4;

    /// <summary>A triple that stands in more texts than this proposes no pairs.</summary>
    public const int MaxRows = 200;

    /// <summary>
    /// Groups texts: near-duplicates of a near-duplicate are in the same group, and texts whose folded form is equal are, however short.
    /// The number of a group is the index of its first text.
    /// </summary>
    public static int[] Group(IReadOnlyList<string> texts)
    {
        var groups = new UnionFind(texts.Count);
        var equal = new Dictionary<UInt128, int>();
        for (var i = 0; i < texts.Count; i++)
            if (!equal.TryAdd(Folding.Hash(texts[i]), i))
                groups.Union(equal[Folding.Hash(texts[i])], i);

        var shingles = Shingles.OfAll(texts);
        var index = Index(shingles);
        for (var i = 0; i < shingles.Length; i++)
            foreach (var other in Candidates(shingles[i], index))
                if (other < i && groups.Find(other) != groups.Find(i) && Compare(shingles[i], shingles[other]) >= GroupContainment)
                    groups.Union(other, i);
        return groups.ToArray();
    }

    /// <summary>
    /// Pairs of a left and a right text with at least this containment, sorted by left, then right. Texts of three words or more that are
    /// equal when folded are found too, though they share fewer than <see cref="MinShared"/> triples.
    /// </summary>
    public static IReadOnlyList<NearDuplicate> Between(IReadOnlyList<string> left, IReadOnlyList<string> right, double containment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(containment);
        var rightShingles = Shingles.OfAll(right);
        var index = Index(rightShingles);
        var found = new List<NearDuplicate>();
        var leftShingles = Shingles.OfAll(left);
        for (var i = 0; i < left.Count; i++)
            foreach (var j in Candidates(leftShingles[i], index))
            {
                var measured = Compare(leftShingles[i], rightShingles[j]);
                if (measured < containment && Folding.Hash(left[i]) == Folding.Hash(right[j]))
                    measured = 1;
                if (measured >= containment)
                    found.Add(new NearDuplicate(i, j, measured));
            }
        return found;
    }

    // Containment, or 0 for too few shared triples.
    private static double Compare(ulong[] a, ulong[] b)
    {
        var shared = Shingles.Shared(a, b);
        return shared < MinShared ? 0 : (double)shared / Math.Min(a.Length, b.Length);
    }

    private static Dictionary<ulong, List<int>> Index(ulong[][] shingles)
    {
        var index = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < shingles.Length; i++)
            foreach (var shingle in shingles[i])
            {
                if (!index.TryGetValue(shingle, out var rows))
                    index.Add(shingle, rows = []);
                // One more than the bound is kept, to tell that it is passed.
                if (rows.Count <= MaxRows)
                    rows.Add(i);
            }
        return index;
    }

    private static IEnumerable<int> Candidates(ulong[] shingles, Dictionary<ulong, List<int>> index)
    {
        var candidates = new SortedSet<int>();
        foreach (var shingle in shingles)
            if (index.TryGetValue(shingle, out var rows) && rows.Count <= MaxRows)
                candidates.UnionWith(rows);
        return candidates;
    }
}
