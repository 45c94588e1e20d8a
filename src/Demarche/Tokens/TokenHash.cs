using System.Numerics;

namespace Demarche.Tokens;

/// <summary>
/// The hash of words and n-grams. A frozen contract: weights are stored by its values, so golden values in the tests pin it.
/// A state takes one character at a time, which gives every prefix of a word its own hash on the way (the lexicon uses these).
/// </summary>
internal static class TokenHash
{
    public const ulong Seed = 0xD6E8FEB86659FD93;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    public static ulong Step(ulong state, char c) => (BitOperations.RotateLeft(state, 23) ^ c) * Multiplier;

    /// <summary>Spreads a state over all bits.</summary>
    public static ulong Finish(ulong state)
    {
        state = (state ^ state >> 32) * 0xD6E8FEB86659FD93;
        return state ^ state >> 32;
    }

    /// <summary>Hash of an ordered pair.</summary>
    public static ulong Combine(ulong first, ulong second) => Finish(BitOperations.RotateLeft(first, 29) * Multiplier ^ second);

    /// <summary>Hash of a whole word.</summary>
    public static ulong Of(ReadOnlySpan<char> word) => Finish(State(word));

    /// <summary>State after a whole word.</summary>
    public static ulong State(ReadOnlySpan<char> word)
    {
        var state = Seed;
        foreach (var c in word)
            state = Step(state, c);
        return state;
    }
}
