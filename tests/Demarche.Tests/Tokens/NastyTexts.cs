using FsCheck;
using FsCheck.Fluent;

namespace Demarche.Tests.Tokens;

/// <summary>Texts of the pieces that folding treats in a way of their own, joined at random, with any UTF-16 unit between them.</summary>
public static class NastyTexts
{
    private static readonly string[] Pieces =
    [
        // Letters with twins, letters without, both cases, other scripts.
        "а", "е", "и", "і", "у", "г", "х", "в", "И", "І", "Ё", "й", "ї", "ў", "ґ", "a", "e", "i", "y", "d", "K", "O", "é", "ï", "İ", "ı", "ß", "ﬀ", "ø", "Đ",
        "ی", "ي", "ك", "ة", "ۀ", "ؤ", "آ", "ی‌", "α", "Ω", "中", "ㄱ", "각", "क", "ซ",
        // Marks that compose and marks that go.
        "\u0306", "\u0308", "\u0301", "\u0327", "\u0344", "\u064B", "\u0654", "\u0670", "\u20DD", "\u0903",
        // Apostrophes, quotes, dashes, dots.
        "'", "’", "ʼ", "`", "´", "＇", "\u1FFD", "ŉ", "\"", "«", "»", "„", "“", "”", "‐", "—", "…", ".", "!", "؟", "،", "#", "@", "*", "_", "/",
        // Spaces, breaks, invisible characters.
        " ", "\u00A0", "\u3000", "\t", "\n", "\r", "\u2028", "\u0085", "\u200B", "\u200C", "\u200D", "\u200F", "\u00AD", "\u0640", "\uFEFF", "\u180E", "\0",
        // Digits of several scripts, compatibility forms.
        "1", "٣", "۴", "५", "²", "Ⅷ", "½", "①", "№", "™", "ﷲ", "ﷺ", "ﻻ", "ﺎ", "ﹾ", "Ａ", "ｱ", "㍻", "ǅ",
        // Beyond U+FFFF: flags, emoji with joiners and tags, mathematical letters, other letters, marks, tags.
        "\U0001F1FA", "\U0001F1E6", "\U0001F1F7\U0001F1FA", "😀", "👩‍👩", "\uFE0F", "\U0001F3FB", "\U000E0067", "\U000E0100", "𝐀", "𝟘", "𝛛", "𐐀", "𠀀", "\U0001D165", "\U0001F130",
        // Not characters at all.
        "\uD83C", "\uDDFA", "\uDC00", "\uD800", "\uFFFE", "\uFFFF", "\uFDD0", "\uFFFD", "\U0001FFFE",
    ];

    public static Arbitrary<string> Text()
    {
        var piece = Gen.Frequency((12, Gen.Elements(Pieces)), (1, Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString())));
        return Arb.From(piece.ListOf().Select(p => string.Concat(p)), Shrink);
    }

    // Without any one unit: a counterexample comes out as short as it can be.
    private static IEnumerable<string> Shrink(string text)
    {
        for (var i = 0; i < text.Length; i++)
            yield return text.Remove(i, 1);
    }
}
