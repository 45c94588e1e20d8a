namespace Demarche.Corpus;

/// <summary>The word that a mistyped one is likely to mean.</summary>
internal static class NearestWord
{
    /// <summary>
    /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from <paramref name="word"/>; of equals the first.
    /// </summary>
    public static string Of(string word, IReadOnlyList<string> candidates) => candidates.MinBy(c => Distance(word, c))!;

    // Optimal string alignment (Damerau-Levenshtein without repeated edits), three rows of the table; letters compare without case.
    private static int Distance(string a, string b)
    {
        a = a.Length > 64 ? a[..64].ToLowerInvariant() : a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
