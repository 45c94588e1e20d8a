using System.Text;
using Demarche.Texts;
using FsCheck.Xunit;

namespace Demarche.Tests.Texts;

public sealed class StrictReaderTests
{
    private const string Sample = "Київ — Тегеран, تهران 😀";

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Reads_what_needs_no_name(string encoding, bool mark)
    {
        var e = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? e.GetPreamble() : [], .. e.GetBytes(Sample)];
        Assert.Equal(Sample, Decode(bytes).Text);
    }

    [Theory]
    [InlineData("windows-1251", "Київ, Москва — «так»")]
    [InlineData("koi8-u", "Київ, Харків, їжа")]
    [InlineData("koi8-r", "Москва")]
    [InlineData("iso-8859-5", "Москва")]
    [InlineData("cp866", "Москва")]
    [InlineData("windows-1256", "روسيا")]
    [InlineData("gb18030", "中国 Москва")]
    [InlineData("utf-32", Sample)]
    [InlineData("utf-16", Sample)]
    [InlineData("utf-16BE", Sample)]
    public void Reads_what_is_named(string encoding, string text)
    {
        var bytes = TextEncodings.Find(encoding)!.GetBytes(text);
        Assert.Equal(text, Decode(bytes, encoding).Text);
        Assert.Equal(text, Decode(bytes, encoding, 0).Text);
    }

    [Fact]
    public void A_byte_order_mark_wins_over_a_name() =>
        Assert.Equal("Київ", Decode([0xEF, 0xBB, 0xBF, .. "Київ"u8], "windows-1251").Text);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_001)]
    public void Names_the_first_bad_byte_and_keeps_what_came_before(int offset)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'x', offset), 0xCF, 0xF0, (byte)'y'];
        var (text, fault) = Decode(bytes);
        Assert.Equal(new string('x', offset), text);
        Assert.Equal($"in at byte {offset}", fault!.Place);
        Assert.Contains("0xCF", fault.Message);
        Assert.Contains("--encoding windows-1251", fault.Message);
    }

    [Fact]
    public void A_character_cut_at_the_end_of_the_file_is_bad()
    {
        var (text, fault) = Decode([(byte)'a', 0xD0]);
        Assert.Equal("a", text);
        Assert.Equal("in at byte 1", fault!.Place);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_UTF16_is_bad()
    {
        Assert.Equal(("a", "in at byte 4"), Places([0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8, (byte)'b', 0]));
        Assert.Equal(("a", "in at byte 4"), Places([0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8]));
        Assert.Equal(("a", "in at byte 4"), Places([0xFF, 0xFE, (byte)'a', 0, 0x3D]));
    }

    [Fact]
    public void A_bad_byte_of_a_code_page_is_named_too()
    {
        Assert.Equal(("中", "in at byte 2"), Places([.. TextEncodings.Find("gb18030")!.GetBytes("中"), 0xFF, 0xFF], "gb18030"));
        Assert.Equal(("中", "in at byte 3"), Places([.. TextEncodings.Find("gb18030")!.GetBytes("中"), 0x81], "gb18030"));
    }

    [Fact]
    public void UTF16_without_a_mark_is_not_taken_for_text()
    {
        var (text, fault) = Decode(Encoding.Unicode.GetBytes("Plain text in UTF-16"));
        Assert.Equal("", text);
        Assert.Contains("--encoding utf-16", fault!.Message);
    }

    [Property]
    public bool Any_split_of_bytes_gives_the_same_text(int[] codes, int[] sizes)
    {
        var text = Samples.Text(codes).TrimStart('\uFEFF');
        return new[] { "utf-8", "utf-16", "gb18030" }.All(e => Decode(TextEncodings.Find(e)!.GetBytes(text), e, [1, .. sizes]) is var (read, fault) && fault is null && read == text);
    }

    private static (string, string?) Places(byte[] bytes, string? encoding = null)
    {
        var whole = Decode(bytes, encoding);
        Assert.Equal(whole, Decode(bytes, encoding, 0));
        return (whole.Text, whole.Fault?.Place);
    }

    private static (string Text, InputFault? Fault) Decode(byte[] bytes, string? encoding = null, params int[] sizes)
    {
        using var reader = new StrictReader(new ChoppedStream(bytes, sizes), "in", encoding is null ? null : TextEncodings.Find(encoding));
        var text = new StringBuilder();
        var buffer = new char[5];
        try
        {
            while (reader.Read(buffer) is > 0 and var read)
                text.Append(buffer, 0, read);
            return (text.ToString(), null);
        }
        catch (InputFaultException e)
        {
            return (text.ToString(), e.Fault);
        }
    }
}
