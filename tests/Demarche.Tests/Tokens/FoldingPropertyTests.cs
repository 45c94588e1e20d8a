using System.Text;
using Demarche.Tokens;
using FsCheck.Xunit;

namespace Demarche.Tests.Tokens;

/// <summary>What folding promises for any UTF-16 sequence.</summary>
[Properties(Arbitrary = [typeof(NastyTexts)], MaxTest = 3000)]
public sealed class FoldingPropertyTests
{
    /// <summary>Longest that one unit becomes: U+FDFA, a ligature of four words.</summary>
    private const int LongestExpansion = 18;

    [Property]
    public bool Folding_twice_is_folding_once(string text)
    {
        var once = Folding.Fold(text);
        return Folding.Fold(once) == once;
    }

    [Property]
    public bool A_folded_text_is_in_no_need_of_repair(string text)
    {
        var folded = new FoldedText();
        Folding.Fold(Folding.Fold(text), folded);
        return folded.Repairs.Total == 0;
    }

    [Property]
    public bool Sources_ascend_and_lie_inside_the_text(string text)
    {
        var folded = new FoldedText();
        Folding.Fold(text, folded);
        var sources = folded.Sources.ToArray();
        return sources.All(s => s >= 0 && s < text.Length) && sources.Zip(sources.Skip(1)).All(p => p.First <= p.Second);
    }

    [Property]
    public bool A_text_grows_by_no_more_than_its_longest_expansion(string text) => Folding.Fold(text).Length <= LongestExpansion * text.Length;

    [Property]
    public bool What_was_folded_before_leaves_no_trace(string first, string second)
    {
        var reused = new FoldedText();
        Folding.Fold(first, reused);
        Folding.Fold(second, reused);
        var fresh = new FoldedText();
        Folding.Fold(second, fresh);
        return reused.Chars.SequenceEqual(fresh.Chars) && reused.Sources.SequenceEqual(fresh.Sources)
            && reused.Repairs.Total == fresh.Repairs.Total && reused.Hash() == fresh.Hash();
    }

    [Property]
    public bool Composed_and_decomposed_spellings_fold_alike(string text)
    {
        // Normalisation itself refuses what is no Unicode text.
        var clean = new string([.. text.Select(c => char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' or >= '\uFDD0' and <= '\uFDEF' ? ' ' : c)]);
        return Folding.Fold(clean.Normalize(NormalizationForm.FormC)) == Folding.Fold(clean.Normalize(NormalizationForm.FormD));
    }

    [Fact]
    public void Every_unit_in_every_setting_folds_once_for_all()
    {
        string[] settings = ["{0}", "а{0}б", "a{0}b", "аb{0}в", "и{0}\u0306", "и\u0306{0}", "i{0}а", "1{0}'b", "а'{0}б", "{0}{0}", "\U0001F1FA{0}\U0001F1E6"];
        var (once, twice) = (new FoldedText(), new FoldedText());
        var broken = new List<string>();
        for (var c = 0; c <= 0xFFFF; c++)
            foreach (var setting in settings)
            {
                Folding.Fold(setting.Replace("{0}", ((char)c).ToString(), StringComparison.Ordinal), once);
                Folding.Fold(once.Chars, twice);
                if (!once.Chars.SequenceEqual(twice.Chars))
                    broken.Add($"U+{c:X4} in {setting}");
            }
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_character_beyond_the_basic_plane_folds_once_for_all()
    {
        var (once, twice) = (new FoldedText(), new FoldedText());
        var broken = new List<string>();
        for (var c = 0x10000; c <= 0x10FFFF; c++)
        {
            Folding.Fold("а" + char.ConvertFromUtf32(c) + "b", once);
            Folding.Fold(once.Chars, twice);
            if (!once.Chars.SequenceEqual(twice.Chars))
                broken.Add($"U+{c:X}");
        }
        Assert.Empty(broken);
    }

    [Fact]
    public void Case_does_not_matter_in_the_scripts_of_the_languages()
    {
        var differing = Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => FoldingTable.ClassOf(c) is CharClass.Latin or CharClass.Cyrillic)
            .Where(c => Folding.Fold(char.ToUpperInvariant(c).ToString()) != Folding.Fold(char.ToLowerInvariant(c).ToString()));
        Assert.Empty(differing);
    }
}
