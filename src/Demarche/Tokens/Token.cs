namespace Demarche.Tokens;

/// <summary>What stands around a token.</summary>
[Flags]
internal enum TokenMarks : byte
{
    None = 0,

    /// <summary>First of a sentence.</summary>
    SentenceStart = 1,

    /// <summary>First after a comma, colon, semicolon, dash or bracket.</summary>
    ClauseStart = 2,

    /// <summary>Inside quotation marks.</summary>
    Quoted = 4,

    /// <summary>Holds a digit.</summary>
    Number = 8,
}

/// <summary>A run of letters and digits of the folded text.</summary>
/// <param name="Start">First character in the folded text.</param>
/// <param name="Length">Characters.</param>
/// <param name="State">Unfinished hash (<see cref="TokenHash"/>).</param>
/// <param name="Marks">What stands around it.</param>
internal readonly record struct Token(int Start, int Length, ulong State, TokenMarks Marks)
{
    public ulong Hash => TokenHash.Finish(State);
}
