using Demarche.Lexicon;

namespace Demarche.ModelFiles;

/// <summary>Checks a lexicon from a file, so that a damaged or hostile one gives an error and never an endless walk or a read outside an array.</summary>
internal static class LexiconCheck
{
    /// <exception cref="DataException">The lexicon is not sound.</exception>
    public static void Check(LexiconArrays a, string source)
    {
        var states = a.GoesOn.Length;
        var sound = a.AcceptedStart.Length == states + 1 && states > 0
            && a.AcceptedStart[0] == 0 && a.AcceptedStart[^1] == a.Accepted.Length && IsRising(a.AcceptedStart)
            && Array.TrueForAll(a.Accepted, c => (uint)c < (uint)a.Concepts.Length)
            && IsRisingOrdinal(a.Concepts)
            && IsTree(a.Transitions, states);
        if (!sound)
            throw new DataException($"{source}: the lexicon in it is not sound. The file is damaged; copy or train the model anew.");
    }

    private static bool IsRising(int[] values)
    {
        for (var i = 1; i < values.Length; i++)
            if (values[i] < values[i - 1])
                return false;
        return true;
    }

    private static bool IsRisingOrdinal(string[] names)
    {
        for (var i = 1; i < names.Length; i++)
            if (string.CompareOrdinal(names[i], names[i - 1]) <= 0)
                return false;
        return true;
    }

    /// <summary>Each state is reached from one earlier state by one word, so that a walk visits a state once and is never deeper than <see cref="LexiconCompiler.MostWords"/>.</summary>
    private static bool IsTree(HashTable transitions, int states)
    {
        var parent = new int[states];
        Array.Fill(parent, -1);
        for (var i = 0; i < transitions.Keys.Length; i++)
        {
            if (transitions.Keys[i] == 0)
                continue;
            var from = (long)(transitions.Keys[i] - 1 >> 32);
            var to = transitions.Values[i];
            if (to <= 0 || to >= states || from >= to || parent[to] >= 0)
                return false;
            parent[to] = (int)from;
        }
        var depth = new int[states];
        for (var state = 1; state < states; state++)
        {
            depth[state] = parent[state] < 0 ? 0 : depth[parent[state]] + 1;
            if (depth[state] > LexiconCompiler.MostWords)
                return false;
        }
        return true;
    }
}
