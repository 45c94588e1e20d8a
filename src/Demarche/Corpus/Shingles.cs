using Demarche.Tokens;

namespace Demarche.Corpus;

/// <summary>A text as the set of its folded word triples, each a 64-bit hash.</summary>
internal static class Shingles
{
    private const int Words = 3;

    /// <summary>The distinct triples of each text, sorted. A text of fewer than three words has none.</summary>
    public static ulong[][] OfAll(IReadOnlyList<string> texts)
    {
        var folded = new FoldedText();
        var tokens = new TokenList();
        var all = new ulong[texts.Count][];
        for (var i = 0; i < all.Length; i++)
        {
            Folding.Fold(texts[i], folded);
            Tokenizer.Tokenize(folded.Chars, tokens);
            all[i] = Of(tokens);
        }
        return all;
    }

    /// <summary>How many triples two sorted sets share.</summary>
    public static int Shared(ulong[] a, ulong[] b)
    {
        int i = 0, j = 0, shared = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (shared, i, j) = (shared + 1, i + 1, j + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }
        return shared;
    }

    private static ulong[] Of(TokenList tokens)
    {
        var set = new SortedSet<ulong>();
        for (var i = 0; i + Words <= tokens.Count; i++)
            set.Add(TokenHash.Combine(TokenHash.Combine(tokens[i].Hash, tokens[i + 1].Hash), tokens[i + 2].Hash));
        return [.. set];
    }
}
