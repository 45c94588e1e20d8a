namespace Demarche.Texts;

/// <summary>What is not text: white space and characters without width.</summary>
internal static class Blank
{
    /// <summary>Cuts white space, zero-width spaces and byte order marks from both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>Whether nothing of the text can be seen.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!IsSpace(c) && !IsInvisible(c))
                return false;
        return true;
    }

    /// <summary>White space, also U+200B and U+FEFF, which pages use as such.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    // Joiners, marks of direction, soft hyphen, controls. Kept inside text (Persian needs U+200C), but a line of nothing else is empty.
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u180E' or (>= '\u200C' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') || char.IsControl(c);
}
