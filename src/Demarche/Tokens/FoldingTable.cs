using System.Globalization;
using System.Text;

namespace Demarche.Tokens;

/// <summary>
/// How each UTF-16 unit folds. An entry packs the folded unit (bits 0–15), its <see cref="CharClass"/> (16–19) and the
/// <see cref="Repair"/> that folding it means (24–27). Pages of 256 entries are made when a text first needs them: a run pays for its scripts only.
/// </summary>
internal static class FoldingTable
{
    private const uint Unbuilt = 0xF << 16;
    private static readonly uint[] Entries = NewTable();
    private static readonly Dictionary<char, string>[] Expansions = new Dictionary<char, string>[256];

    static FoldingTable()
    {
        // In invariant-globalization mode Normalize() silently returns its argument, and every score would differ.
        if ("ﬁ".Normalize(NormalizationForm.FormKD) != "fi")
            throw new InvalidOperationException("Unicode normalisation is off (invariant globalization mode, or no ICU library). Demarche needs it: "
                + "install ICU (Debian: libicu72 or newer) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
    }

    public static uint Entry(char c)
    {
        var entry = Entries[c];
        return entry != Unbuilt ? entry : Build(c);
    }

    /// <summary>What a unit of class <see cref="CharClass.Expanded"/> folds to.</summary>
    public static string Expansion(char c) => Expansions[c >> 8][c];

    public static CharClass ClassOf(uint entry) => (CharClass)(entry >> 16 & 0xF);

    public static Repair RepairOf(uint entry) => (Repair)(entry >> 24 & 0xF);

    public static CharClass ClassOf(char c) => ClassOf(Entry(c));

    public static bool IsWord(CharClass c) => c is >= CharClass.Latin and <= CharClass.Digit;

    public static bool IsLetter(CharClass c) => c is >= CharClass.Latin and <= CharClass.OtherLetter;

    private static uint[] NewTable()
    {
        var table = new uint[65536];
        Array.Fill(table, Unbuilt);
        return table;
    }

    // Two threads may build a page at the same time: they write the same values, and an entry is written last of all it needs.
    private static uint Build(char wanted)
    {
        var page = wanted >> 8;
        var expansions = new Dictionary<char, string>();
        var entries = new uint[256];
        for (var i = 0; i < 256; i++)
            entries[i] = Describe((char)(page << 8 | i), expansions);
        Volatile.Write(ref Expansions[page], expansions);
        Thread.MemoryBarrier();
        entries.CopyTo(Entries, page << 8);
        return entries[wanted & 0xFF];
    }

    private static uint Describe(char c, Dictionary<char, string> expansions)
    {
        if (char.IsSurrogate(c))
            return Pack(c, CharClass.Surrogate, Repair.None);
        if (c is '\uFFFE' or '\uFFFF')
            return Pack('\uFFFD', CharClass.Separator, Repair.Invalid);
        if (FoldingRules.Special(c) is { } special)
            return special.Length == 1 ? Pack(special[0], Classify(special[0]), FoldingRules.RepairFor(c, special)) : Pack('\0', CharClass.Deleted, Repair.Invisible);
        var folded = FoldingRules.FoldText(c.ToString());
        switch (folded.Length)
        {
            case 0:
                return Pack('\0', CharClass.Deleted, FoldingRules.IsMark(c) ? Repair.Diacritic : Repair.Invisible);
            case 1:
                return Pack(folded[0], Classify(folded[0]), FoldingRules.RepairFor(c, folded));
            default:
                expansions[c] = folded;
                return Pack('\0', CharClass.Expanded, Repair.Compatibility);
        }
    }

    private static uint Pack(char folded, CharClass cls, Repair repair) => folded | (uint)cls << 16 | (uint)repair << 24;

    private static CharClass Classify(char c) => c switch
    {
        '\'' => CharClass.Apostrophe,
        >= '0' and <= '9' => CharClass.Digit,
        _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => CharClass.Digit,
        _ when !char.IsLetter(c) => CharClass.Separator,
        < '\u0250' or >= '\u1E00' and <= '\u1EFF' => CharClass.Latin,
        >= '\u0400' and <= '\u052F' => CharClass.Cyrillic,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' => CharClass.Arabic,
        _ => CharClass.OtherLetter,
    };
}
