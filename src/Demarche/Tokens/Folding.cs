using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Demarche.Tokens;

/// <summary>
/// Brings spellings of the same word together: compatibility forms and case resolved, ё to е, apostrophes inside words, half-spaces, kashida and
/// diacritics removed, Arabic letters to Persian ones, three digit sets to one, look-alike letters repaired, flag emoji to a token such as
/// <c>flagru</c>. Folding twice is folding once. Any UTF-16 sequence is accepted.
/// </summary>
internal static class Folding
{
    /// <summary>Folds a text into a string. For tests, lexicon and corpus; labelling folds into its scratch memory.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new FoldedText();
        Fold(text, folded);
        return folded.Chars.ToString();
    }

    /// <summary>128-bit hash of the folded text: equal for repeats of a paragraph.</summary>
    public static UInt128 Hash(ReadOnlySpan<char> text)
    {
        var folded = new FoldedText();
        Fold(text, folded);
        return folded.Hash();
    }

    /// <summary>Folds a text into <paramref name="into"/>, which is cleared first.</summary>
    public static void Fold(ReadOnlySpan<char> text, FoldedText into)
    {
        into.Clear(text.Length);
        var run = new Run();
        for (var i = 0; i < text.Length; i++)
        {
            var entry = FoldingTable.Entry(text[i]);
            var cls = FoldingTable.ClassOf(entry);
            if (cls <= CharClass.Digit)
            {
                if (FoldingTable.RepairOf(entry) is not Repair.None and var repair)
                    into.Repairs.Add(repair);
                Append(into, ref run, (char)entry, cls, i);
            }
            else
                i += FoldRare(text, i, entry, cls, into, ref run) - 1;
        }
        FinishRun(into, ref run);
    }

    /// <summary>The token run being written: where it starts, and which scripts it holds.</summary>
    private struct Run
    {
        public int Start;
        public int Scripts;
    }

    private const int LatinAndCyrillic = 1 << (int)CharClass.Latin | 1 << (int)CharClass.Cyrillic;

    private static void Append(FoldedText into, ref Run run, char c, CharClass cls, int source)
    {
        if (cls == CharClass.Separator)
        {
            if (run.Scripts != 0)
                FinishRun(into, ref run);
            into.Append(c, source);
            return;
        }
        if (into.Length > 0 && into[^1] == '\'')
            JoinOverApostrophe(into, ref run, cls);
        if (run.Scripts == 0)
            run.Start = into.Length;
        run.Scripts |= 1 << (int)cls;
        into.Append(c, source);
    }

    /// <summary>An apostrophe between two letters goes ("сім'я"); elsewhere it ends the run before it.</summary>
    private static void JoinOverApostrophe(FoldedText into, ref Run run, CharClass next)
    {
        var inside = run.Scripts != 0 && into.Length >= 2 && FoldingTable.IsLetter(next) && FoldingTable.IsLetter(FoldingTable.ClassOf(into[^2]));
        if (inside)
            into.RemoveLast();
        else
            FinishRun(into, ref run);
    }

    private static void FinishRun(FoldedText into, ref Run run)
    {
        if ((run.Scripts & LatinAndCyrillic) == LatinAndCyrillic)
            RepairLookAlikes(into, run.Start, into.Length);
        run.Scripts = 0;
    }

    /// <summary>Handles a unit that the fast path does not copy, and returns how many units of the source it took.</summary>
    private static int FoldRare(ReadOnlySpan<char> text, int i, uint entry, CharClass cls, FoldedText into, ref Run run)
    {
        switch (cls)
        {
            case CharClass.Apostrophe:
                // The run stays open: the next letter decides whether the apostrophe was inside a word.
                if (into.Length > 0 && into[^1] == '\'')
                    FinishRun(into, ref run);
                into.Append('\'', i);
                return 1;
            case CharClass.Deleted:
                if (into.Length > 0 && FoldingRules.Compose(into[^1], text[i]) is { } composed)
                    into.ReplaceLast(composed);
                else
                    into.Repairs.Add(FoldingTable.RepairOf(entry));
                return 1;
            case CharClass.Expanded:
                into.Repairs.Add(Repair.Compatibility);
                AppendAll(FoldingTable.Expansion(text[i]), i, into, ref run);
                return 1;
            default:
                return FoldSurrogate(text, i, into, ref run);
        }
    }

    private static void AppendAll(string folded, int source, FoldedText into, ref Run run)
    {
        foreach (var c in folded)
        {
            var cls = FoldingTable.ClassOf(c);
            if (cls == CharClass.Apostrophe)
                into.Append('\'', source);
            else
                Append(into, ref run, c, cls, source);
        }
    }

    private static int FoldSurrogate(ReadOnlySpan<char> text, int i, FoldedText into, ref Run run)
    {
        if (Rune.DecodeFromUtf16(text[i..], out var rune, out var taken) != System.Buffers.OperationStatus.Done)
        {
            into.Repairs.Add(Repair.Invalid);
            Append(into, ref run, '\uFFFD', CharClass.Separator, i);
            return 1;
        }
        if (Indicator(rune) is { } first)
            return taken + FoldFlag(text[(i + taken)..], first, i, into, ref run);
        var folded = FoldAstral(rune);
        if (folded.Length == 0)
            return taken;
        if (folded.Length == 2 && char.IsHighSurrogate(folded[0]))
        {
            Append(into, ref run, folded[0], CharClass.Separator, i);
            Append(into, ref run, folded[1], CharClass.Separator, i);
        }
        else
            AppendAll(folded, i, into, ref run);
        return taken;
    }

    /// <summary>
    /// A pair of indicators is a flag; <paramref name="rest"/> is what follows the first, and the result how much of it was taken. Half a flag says
    /// nothing and becomes a space: if it stayed, two halves would meet where folding removes what parted them, and make a flag when folded again.
    /// </summary>
    private static int FoldFlag(ReadOnlySpan<char> rest, char first, int source, FoldedText into, ref Run run)
    {
        if (Rune.DecodeFromUtf16(rest, out var next, out var taken) != System.Buffers.OperationStatus.Done || Indicator(next) is not { } second)
        {
            Append(into, ref run, ' ', CharClass.Separator, source);
            return 0;
        }
        into.Repairs.Add(Repair.Flag);
        AppendAll($" flag{first}{second} ", source, into, ref run);
        return taken;
    }

    /// <summary>Letter of a regional indicator symbol, two of which make a flag.</summary>
    private static char? Indicator(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF ? (char)('a' + (rune.Value - 0x1F1E6)) : null;

    /// <summary>Mathematical letters and digits become plain ones; marks and tags go; everything else beyond U+FFFF stays as it is.</summary>
    private static string FoldAstral(Rune rune)
    {
        if (rune.Value is >= 0x1D400 and <= 0x1D7FF)
            return FoldingRules.FoldText(rune.ToString());
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? "" : rune.ToString();
    }

    /// <summary>In a word of mixed script, the letters of the rarer script are replaced where each has a twin in the other.</summary>
    private static void RepairLookAlikes(FoldedText into, int start, int end)
    {
        int latin = 0, cyrillic = 0;
        for (var i = start; i < end; i++)
        {
            var cls = FoldingTable.ClassOf(into[i]);
            latin += cls == CharClass.Latin ? 1 : 0;
            cyrillic += cls == CharClass.Cyrillic ? 1 : 0;
        }
        if (latin <= cyrillic)
            _ = TryReplace(into, start, end, CharClass.Latin, FoldingRules.ToCyrillic);
        else
            _ = TryReplace(into, start, end, CharClass.Cyrillic, FoldingRules.ToLatin);
    }

    private static bool TryReplace(FoldedText into, int start, int end, CharClass rare, Func<char, char?> twin)
    {
        for (var i = start; i < end; i++)
            if (FoldingTable.ClassOf(into[i]) == rare && twin(into[i]) is null)
                return false;
        for (var i = start; i < end; i++)
        {
            if (FoldingTable.ClassOf(into[i]) != rare)
                continue;
            into.Replace(i, twin(into[i])!.Value);
            into.Repairs.Add(Repair.LookAlike);
        }
        return true;
    }
}

/// <summary>A folded text and where each of its characters comes from. Reused from paragraph to paragraph.</summary>
internal sealed class FoldedText
{
    private char[] _chars = new char[1024];
    private int[] _sources = new int[1024];

    /// <summary>What folding had to repair.</summary>
    public RepairCounts Repairs;

    public int Length { get; private set; }

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>For each folded character, the index in the source of the character that it came from.</summary>
    public ReadOnlySpan<int> Sources => _sources.AsSpan(0, Length);

    public char this[int index] => _chars[index];

    public char this[Index index] => _chars[index.GetOffset(Length)];

    public UInt128 Hash() => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(Chars));

    public void Clear(int sourceLength)
    {
        Length = 0;
        Repairs = default;
        if (_chars.Length < sourceLength + 32)
            Grow(sourceLength + 32);
    }

    public void Append(char c, int source)
    {
        if (Length == _chars.Length)
            Grow(Length * 2);
        _chars[Length] = c;
        _sources[Length++] = source;
    }

    public void Replace(int index, char c) => _chars[index] = c;

    public void ReplaceLast(char c) => _chars[Length - 1] = c;

    public void RemoveLast() => Length--;

    private void Grow(int size)
    {
        Array.Resize(ref _chars, size);
        Array.Resize(ref _sources, size);
    }
}
