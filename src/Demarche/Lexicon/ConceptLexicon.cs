using System.Runtime.CompilerServices;

namespace Demarche.Lexicon;

/// <summary>
/// The compiled lexicon: a trie over words, flat in arrays so that a model folder holds it as it is. Immutable.
/// A word of a pattern is known by its hash, a word with * by the hash of its beginning; a state is a position in the trie.
/// </summary>
internal sealed class ConceptLexicon
{
    public ConceptLexicon(LexiconArrays arrays)
    {
        Arrays = arrays;
        Parents = ParentsOf(arrays.Concepts);
    }

    /// <summary>The arrays that make the lexicon, as stored.</summary>
    public LexiconArrays Arrays { get; }

    /// <summary>Names of the concepts, parents included ("place", "place.ukraine"), in ordinal order.</summary>
    public IReadOnlyList<string> Concepts => Arrays.Concepts;

    /// <summary>For each concept, the concept that its name without the last part names, or -1.</summary>
    public int[] Parents { get; }

    /// <summary>Number of the word that is exactly this, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ExactWord(ulong state) => Arrays.Exact.Find(state);

    /// <summary>Number of the word that begins so and may end in any way, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PrefixWord(ulong state) => Arrays.Prefix.Find(state);

    /// <summary>State after one more word, or -1. State 0 is the start.</summary>
    public int Next(int state, int word) => Arrays.Transitions.Find(TransitionKey(state, word));

    /// <summary>Concepts of the patterns that end in a state.</summary>
    public ReadOnlySpan<int> Accepted(int state) => Arrays.Accepted.AsSpan(Arrays.AcceptedStart[state], Arrays.AcceptedStart[state + 1] - Arrays.AcceptedStart[state]);

    /// <summary>Whether any pattern goes on from a state.</summary>
    public bool GoesOn(int state) => Arrays.GoesOn[state] != 0;

    internal static ulong TransitionKey(int state, int word) => ((ulong)(uint)state << 32 | (uint)word) + 1;

    private static int[] ParentsOf(string[] concepts)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < concepts.Length; i++)
            index[concepts[i]] = i;
        var parents = new int[concepts.Length];
        for (var i = 0; i < concepts.Length; i++)
            parents[i] = concepts[i].LastIndexOf('.') is > 0 and var dot && index.TryGetValue(concepts[i][..dot], out var parent) ? parent : -1;
        return parents;
    }
}

/// <summary>What a lexicon is made of.</summary>
/// <param name="Concepts">Concept names, ordinal order.</param>
/// <param name="Exact">Hash state of a whole word → word number.</param>
/// <param name="Prefix">Hash state of a beginning → word number.</param>
/// <param name="Transitions">State and word → next state.</param>
/// <param name="AcceptedStart">For each state, where its concepts start in <paramref name="Accepted"/>; one more at the end.</param>
/// <param name="Accepted">Concepts of all states.</param>
/// <param name="GoesOn">For each state, 1 where a pattern goes on.</param>
internal sealed record LexiconArrays(string[] Concepts, HashTable Exact, HashTable Prefix, HashTable Transitions, int[] AcceptedStart, int[] Accepted, byte[] GoesOn);

/// <summary>Read-only map from non-zero 64-bit keys to numbers, by linear probing over at least twice as many places as entries.</summary>
internal sealed class HashTable(ulong[] keys, int[] values)
{
    private readonly int _mask = keys.Length - 1;

    public ulong[] Keys { get; } = keys;

    public int[] Values { get; } = values;

    public static HashTable Build(IReadOnlyCollection<KeyValuePair<ulong, int>> entries)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, entries.Count * 2));
        var keys = new ulong[size];
        var values = new int[size];
        foreach (var (key, value) in entries.OrderBy(e => e.Key)) // sorted, so that the same entries give the same bytes
        {
            var at = Place(key, size - 1);
            while (keys[at] != 0)
                at = at + 1 & size - 1;
            (keys[at], values[at]) = (key, value);
        }
        return new HashTable(keys, values);
    }

    /// <summary>The value of a key, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong key)
    {
        for (var at = Place(key, _mask); ; at = at + 1 & _mask)
        {
            var found = Keys[at];
            if (found == key)
                return Values[at];
            if (found == 0)
                return -1;
        }
    }

    private static int Place(ulong key, int mask) => (int)(key * 0x9E3779B97F4A7C15 >> 33) & mask;
}
