using System.Text;
using System.Text.Json;
using Demarche.Texts;
using FsCheck.Xunit;

namespace Demarche.Tests.Texts;

public sealed class RecordReaderTests
{
    private static readonly ReadOptions Small = new() { MaxParagraph = 60 };

    [Fact]
    public void Csv_gives_id_text_and_the_line_where_the_record_starts()
    {
        var (rows, faults) = Samples.Read("text,source,id\n\"one, \"\"two\"\"\nthree\",s,7\r\n\r\nfour,s,\n", InputFormat.Csv, new ReadOptions { Whole = true });
        Assert.Equal([new Row("7", 1, 2, "one, \"two\"\nthree"), new Row(null, 1, 5, "four")], rows);
        Assert.Empty(faults);
    }

    [Fact]
    public void Tsv_is_parted_by_tabs()
    {
        var (rows, _) = Samples.Read("id\ttext\nf1\tone, two\n", InputFormat.Tsv);
        Assert.Equal([new Row("f1", 1, 2, "one, two")], rows);
    }

    [Fact]
    public void Columns_can_be_named()
    {
        var (rows, _) = Samples.Read("key,body\nk,one\n", InputFormat.Csv, new ReadOptions { IdField = "key", TextField = "body" });
        Assert.Equal([new Row("k", 1, 2, "one")], rows);
    }

    [Fact]
    public void A_missing_text_column_names_those_that_are_there()
    {
        var (rows, faults) = Samples.Read("id;body\n1;one\n", InputFormat.Csv);
        Assert.Empty(rows);
        Assert.Equal("in:1", Assert.Single(faults).Place);
        Assert.Contains("\"id;body\"", faults[0].Message);
        Assert.Contains("--text-field", faults[0].Message);
    }

    [Fact]
    public void An_empty_csv_lacks_its_header() => Assert.Contains("header", Assert.Single(Samples.Read("", InputFormat.Csv).Faults).Message);

    [Theory]
    [InlineData("2,\"wrong\" quote")]
    [InlineData("2,wrong \"quote\"")]
    [InlineData("2,too,many")]
    [InlineData("2")]
    [InlineData("2,a record that is far too long to be taken, as the limit of this test is sixty")]
    [InlineData("2,\"a record in quotes \n that is far too long to be taken, as the limit of this test is sixty\"")]
    public void A_bad_csv_record_costs_only_itself(string bad)
    {
        var (rows, faults) = Samples.Read($"id,text\n1,one\n{bad}\n3,three\n", InputFormat.Csv, Small);
        Assert.Equal(["one", "three"], rows.Select(r => r.Text));
        Assert.Equal("in:3", Assert.Single(faults).Place);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_named_by_its_line()
    {
        var (rows, faults) = Samples.Read("id,text\n1,one\n2,\"open\n3,three\n" + new string('x', 10_000), InputFormat.Csv, Small);
        Assert.Equal(["one"], rows.Select(r => r.Text));
        Assert.Equal("in:3", Assert.Single(faults).Place);
    }

    [Fact]
    public void Jsonl_gives_id_and_text()
    {
        var (rows, faults) = Samples.Read("{\"id\":\"a\",\"x\":{\"text\":[1]},\"text\":\"од\\u0438н\\nдва\"}\n\n{\"text\":\"three\",\"id\":12.50}\n{\"text\":\"four\"}", InputFormat.Jsonl);
        Assert.Equal([new Row("a", 1, 1, "один"), new Row("a", 2, 1, "два"), new Row("12.50", 1, 3, "three"), new Row(null, 1, 4, "four")], rows);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("[1]", "found an array")]
    [InlineData("nonsense", "not one JSON object")]
    [InlineData("{\"text\":\"a\"} {}", "not one JSON object")]
    [InlineData("{\"text\":\"a\"", "not one JSON object")]
    [InlineData("{\"body\":\"a\"}", "no key \"text\", found \"body\"")]
    [InlineData("{\"text\":12}", "\"text\" is a number, expected a string")]
    [InlineData("{\"text\":null}", "\"text\" is null")]
    [InlineData("{\"text\":\"a\",\"id\":[1]}", "\"id\" is an array")]
    [InlineData("{\"text\":\"\\ud83d\"}", "half a surrogate pair")]
    [InlineData("{\"text\":\"far too long to be taken, as the limit of this test is sixty\"}", "expected at most 60")]
    public void A_bad_json_line_costs_only_itself(string bad, string message)
    {
        var (rows, faults) = Samples.Read($"{{\"text\":\"one\"}}\n{bad}\n{{\"text\":\"three\"}}\n", InputFormat.Jsonl, Small);
        Assert.Equal(["one", "three"], rows.Select(r => r.Text));
        Assert.Equal("in:2", Assert.Single(faults).Place);
        Assert.Contains(message, faults[0].Message);
    }

    [Fact]
    public void A_paragraph_separator_inside_json_ends_no_record()
    {
        var (rows, _) = Samples.Read("{\"text\":\"one\u2028two\"}\n{\"text\":\"three\"}", InputFormat.Jsonl);
        Assert.Equal([(1, 1), (2, 1), (1, 2)], rows.Select(r => (r.Number, (int)r.Line)));
    }

    [Fact]
    public void A_deep_object_is_refused_and_does_not_crash()
    {
        var deep = $"{{\"x\":{new string('[', 5000)}{new string(']', 5000)},\"text\":\"a\"}}";
        Assert.Equal("in:1", Assert.Single(Samples.Read(deep, InputFormat.Jsonl).Faults).Place);
    }

    [Property]
    public bool Any_text_comes_back_from_json_and_csv(int[] codes, int[] sizes)
    {
        var text = Samples.Text(codes);
        var expected = Whole(text);
        var json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { text }) + "\n");
        var csv = Encoding.UTF8.GetBytes("id,text\r\n1,\"" + text.Replace("\"", "\"\"") + "\"\r\n");
        var whole = new ReadOptions { Whole = true };
        return Samples.Read(json, InputFormat.Jsonl, whole, sizes).Rows.Select(r => r.Text).SequenceEqual(expected)
            && Samples.Read(csv, InputFormat.Csv, whole, sizes).Rows.Select(r => r.Text).SequenceEqual(expected);
    }

    // What --whole promises: line ends become \n, white space at both ends goes, nothing else changes.
    private static string[] Whole(string text)
    {
        var lines = text.Replace("\r\n", "\n").Replace('\r', '\n');
        var trimmed = Blank.Trim(lines);
        return Blank.IsBlank(trimmed) ? [] : [trimmed.ToString()];
    }
}
