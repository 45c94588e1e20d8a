using System.Globalization;
using System.Text;

namespace Demarche.Tokens;

/// <summary>
/// The rules that <see cref="FoldingTable"/> is made from. They are a frozen contract: a change makes every trained model wrong, so it
/// needs a new model format (golden values in the tests hold this).
/// </summary>
internal static class FoldingRules
{
    /// <summary>Letters that one keyboard or one scanner takes for the other; both rows in lower case.</summary>
    private const string LatinTwins = "aceopxyikmthbs";
    private const string CyrillicTwins = "асеорхуікмтнвѕ";

    /// <summary>Characters that are decided one by one: the folded character, "" for removal, or null for the general way.</summary>
    public static string? Special(char c) => c switch
    {
        '’' or '‘' or 'ʼ' or '`' or '´' or 'ʹ' or '′' or '＇' => "'",
        '«' or '„' or '“' or '‹' or '‟' or '〝' => "«",
        '»' or '”' or '›' or '〞' => "»",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '﹣' or '－' => "-",
        '™' or '℠' or '®' or '©' => " ",
        '\n' or '\u2028' or '\u2029' or '\u0085' or '\v' or '\f' => "\n",
        '\u200B' or '\u00AD' or '\u0640' or '\u180E' => "",
        'й' or 'Й' => "й",
        'ї' or 'Ї' => "ї",
        'ў' or 'Ў' => "ў",
        'ґ' or 'Ґ' => "ґ",
        'ı' => "i",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' => "d",
        'ٱ' => "ا",
        'ى' or 'ي' or 'ې' or 'ۍ' or 'ے' => "ی",
        'ك' or 'ڪ' => "ک",
        'ة' or 'ہ' or 'ھ' or 'ە' => "ه",
        _ => null,
    };

    public static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Compatibility decomposition, marks removed (й, ї, ў kept), lower case, digits and spaces unified.</summary>
    public static string FoldText(string text)
    {
        var folded = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (IsMark(c))
            {
                if (folded.Length > 0 && Compose(folded[^1], c) is { } composed)
                    folded[^1] = composed;
            }
            else if (Special(c) is { } special)
                folded.Append(special);
            else if (FoldOne(c) is { } one)
                folded.Append(one);
        }
        return folded.ToString();
    }

    /// <summary>The letter that a base letter and a mark make, where the alphabet counts it as a letter of its own.</summary>
    public static char? Compose(char letter, char mark) => (letter, mark) switch
    {
        ('и', '\u0306') => 'й',
        ('і', '\u0308') => 'ї',
        ('у', '\u0306') => 'ў',
        _ => null,
    };

    /// <summary>The Cyrillic twin of a Latin letter, or null.</summary>
    public static char? ToCyrillic(char latin) => LatinTwins.IndexOf(latin) is >= 0 and var i ? CyrillicTwins[i] : null;

    /// <summary>The Latin twin of a Cyrillic letter, or null.</summary>
    public static char? ToLatin(char cyrillic) => CyrillicTwins.IndexOf(cyrillic) is >= 0 and var i ? LatinTwins[i] : null;

    /// <summary>Why a character was changed. Case, spaces and quotes are no repair.</summary>
    public static Repair RepairFor(char c, string folded)
    {
        if (folded == " " || !char.IsLetterOrDigit(folded[0]) || char.ToLowerInvariant(c) == folded[0] || c is 'ё' or 'Ё')
            return Repair.None;
        if (c is >= '\u0600' and <= '\u06FF')
            return char.IsDigit(c) ? Repair.None : Repair.ArabicLetter;
        return c.ToString().Normalize(NormalizationForm.FormD).Length > 1 ? Repair.Diacritic : Repair.Compatibility;
    }

    private static char? FoldOne(char c)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(c);
        if (category == UnicodeCategory.Format)
            return null;
        if (category is UnicodeCategory.Control || char.IsWhiteSpace(c))
            return ' ';
        if (category == UnicodeCategory.DecimalDigitNumber)
            return (char)('0' + (int)char.GetNumericValue(c));
        return char.ToLowerInvariant(c);
    }
}
