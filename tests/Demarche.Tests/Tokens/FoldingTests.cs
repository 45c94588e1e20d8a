using Demarche.Tokens;

namespace Demarche.Tests.Tokens;

/// <summary>
/// Folding is a frozen contract: words are hashed as it leaves them. Where one of these fails, either take the change back or give models a new format.
/// </summary>
public sealed class FoldingTests
{
    [Theory]
    // Case and ё; letters of their own stay, composed or not.
    [InlineData("РОССИЯ, Ёлка, ещё", "россия, елка, еще")]
    [InlineData("Київ, ґанок, Їжак", "київ, ґанок, їжак")]
    [InlineData("Киі\u0308в", "київ")]
    [InlineData("и\u0306, І\u0308, У\u0306", "й, ї, ў")]
    [InlineData("Ѝ ё\u0301", "и е")]
    // Apostrophes go inside words only.
    [InlineData("сім'я сім’я сімʼя сім`я сім´я сім＇я", "сімя сімя сімя сімя сімя сімя")]
    [InlineData("Russia's Russia’s", "russias russias")]
    [InlineData("'quoted' rock'n'roll it''s", "'quoted' rocknroll it''s")]
    [InlineData("90's л'1", "90's л'1")]
    [InlineData("м'\u200Cята", "мята")]
    [InlineData("ŉ", "'n")]
    // Half-space, kashida, soft hyphen, direction marks.
    [InlineData("می‌گوید میگوید", "میگوید میگوید")]
    [InlineData("ســـلام", "سلام")]
    [InlineData("tran\u00ADsit \u202Bab\u200F\uFEFF", "transit ab")]
    // Arabic letters to Persian ones; vowel signs go.
    [InlineData("علي كتاب جامعة", "علی کتاب جامعه")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("ۀ ؤ أ إ آ ٱ ى ے", "ه و ا ا ا ا ی ی")]
    // Digits of three sets and more.
    [InlineData("2024 ۲۰۲۴ ٢٠٢٤ ２０２４", "2024 2024 2024 2024")]
    // Look-alikes are repaired where all of the rarer script have twins.
    [InlineData("Pоссия Кpым Mосква", "россия крым москва")]
    [InlineData("Рutin mаrket", "putin market")]
    [InlineData("iнфляція", "інфляція")]
    [InlineData("Wшр ДNК Zа", "wшр дnк zа")]
    [InlineData("covid-вакцина", "covid-вакцина")]
    [InlineData("о'k", "ок")]
    // Compatibility forms.
    [InlineData("ﬁnance ﬀ Ⅷ № ½", "finance ff viii no 1⁄2")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ", "full width")]
    [InlineData("ﻻ ﺳﻼم ﷲ", "لا سلام الله")]
    [InlineData("𝐑𝐮𝐬𝐬𝐢𝐚 𝟚𝟘𝟚𝟜 𝛀", "russia 2024 ω")]
    [InlineData("Erdoğan Łódź Ørsted İzmir ı São", "erdogan lodz orsted izmir i sao")]
    // Flags, half flags, emoji.
    [InlineData("🇷🇺🇺🇦", " flagru  flagua ")]
    [InlineData("a🇺b", "a b")]
    [InlineData("🇺\u200D🇸", "  ")]
    [InlineData("🇺🇸🇷", " flagus  ")]
    [InlineData("👩‍👩 ❗️ 😀", "👩👩 ❗ 😀")]
    // Quotes, dashes, spaces, breaks.
    [InlineData("«a» „b“ “c” ‹d›", "«a» «b« «c» «d»")]
    [InlineData("a‐b – c — d − e", "a-b - c - d - e")]
    [InlineData("a\u00A0b\tc\rd\0e", "a b c d e")]
    [InlineData("a\nb\u2028c\u0085d", "a\nb\nc\nd")]
    [InlineData("Brand™ © x®", "brand    x ")]
    [InlineData("wait…", "wait...")]
    [InlineData("\uFFFE\uFFFF", "\uFFFD\uFFFD")]
    [InlineData("", "")]
    public void Folds_to_golden_values(string text, string expected) => Assert.Equal(expected, Folding.Fold(text));

    [Theory]
    [InlineData("علي كتاب جامعة", Repair.ArabicLetter, 3)]
    [InlineData("می‌گوید ســـلام tran\u00ADsit", Repair.Invisible, 5)]
    [InlineData("Erdoğan é مُ", Repair.Diacritic, 3)]
    [InlineData("ﬁ Ａ ½", Repair.Compatibility, 3)]
    [InlineData("Pоссия Рutin", Repair.LookAlike, 2)]
    [InlineData("🇷🇺🇺🇦 🇺", Repair.Flag, 2)]
    [InlineData("\uFFFF\uFFFE", Repair.Invalid, 2)]
    public void Repairs_are_counted_by_kind(string text, object kind, int expected)
    {
        var folded = new FoldedText();
        Folding.Fold(text, folded);
        Assert.Equal(expected, folded.Repairs[(Repair)kind]);
        Assert.Equal(expected, folded.Repairs.Total);
    }

    // Not as data of a theory: attributes hold no lone surrogates.
    [Fact]
    public void Lone_surrogates_become_replacement_characters()
    {
        var folded = new FoldedText();
        Folding.Fold("a\uD83Cb\uDC00\uD83C", folded);
        Assert.Equal("a\uFFFDb\uFFFD\uFFFD", folded.Chars.ToString());
        Assert.Equal([0, 1, 2, 3, 4], folded.Sources.ToArray());
        Assert.Equal(3, folded.Repairs[Repair.Invalid]);
    }

    [Theory]
    [InlineData("Обычный текст, ёлка: 5 % – «да».")]
    [InlineData("Plain text; it's 2024!")]
    [InlineData("сім'я Київ")]
    [InlineData("متن فارسی ۱۴۰۳، خوب؟")]
    public void Good_spelling_needs_no_repair(string text)
    {
        var folded = new FoldedText();
        Folding.Fold(text, folded);
        Assert.Equal(0, folded.Repairs.Total);
    }

    [Fact]
    public void Counts_of_repairs_stop_at_their_bound_and_do_not_spill()
    {
        var counts = new RepairCounts();
        for (var i = 0; i < 70_000; i++)
            counts.Add(Repair.Invisible);
        counts.Add(Repair.Diacritic);
        counts.Add(Repair.Invalid);
        Assert.Equal((65_535, 1, 0, 1), (counts[Repair.Invisible], counts[Repair.Diacritic], counts[Repair.ArabicLetter], counts[Repair.Invalid]));
    }

    [Fact]
    public void Sources_say_where_a_folded_character_came_from()
    {
        var folded = new FoldedText();
        Folding.Fold("Сім’я 🇺🇦ﬁ", folded);
        Assert.Equal("сімя  flagua fi", folded.Chars.ToString());
        Assert.Equal([0, 1, 2, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 10, 10], folded.Sources.ToArray());
    }

    [Fact]
    public void Texts_that_fold_alike_have_one_hash()
    {
        Assert.Equal(Folding.Hash("می‌گوید: «Ёж»"), Folding.Hash("ميگويد: «еж»"));
        Assert.NotEqual(Folding.Hash("ab"), Folding.Hash("ba"));
    }

    [Theory]
    [MemberData(nameof(Cultures.Rows), MemberType = typeof(Cultures))]
    [InlineData("tr-TR")]
    public void No_culture_changes_a_letter(string culture) =>
        Assert.Equal("istanbul israil 5", Cultures.In(culture, () => Folding.Fold("ISTANBUL İsrail ۵")));
}
