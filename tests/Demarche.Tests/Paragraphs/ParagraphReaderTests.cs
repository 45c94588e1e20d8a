using System.Text;
using Demarche.Paragraphs;
using Demarche.Tests.Texts;
using Demarche.Texts;
using FsCheck.Xunit;

namespace Demarche.Tests.Paragraphs;

public sealed class ParagraphReaderTests
{
    [Fact]
    public void A_line_is_a_paragraph_with_its_number_and_line() =>
        Assert.Equal([new Row(null, 1, 2, "one"), new Row(null, 2, 4, "• two 😀"), new Row(null, 3, 5, "three")],
            Samples.Read("\uFEFF\n  one\t\n\n• two 😀\r\n\u00A0three\u200B").Rows);

    [Theory]
    [InlineData("\u200C")]
    [InlineData("\u200B\u200D\u2060")]
    [InlineData("\u00AD \uFEFF")]
    [InlineData("\u0000\u0007")]
    public void A_line_that_cannot_be_seen_is_none(string line) =>
        Assert.Equal(["one", "two"], Samples.Read($"one\n{line}\ntwo").Rows.Select(r => r.Text));

    [Fact]
    public void A_half_space_inside_text_stays() =>
        Assert.Equal("می\u200Cرود", Assert.Single(Samples.Read("می\u200Cرود").Rows).Text);

    [Fact]
    public void Whole_keeps_a_file_together()
    {
        var (rows, _) = Samples.Read("\n\n one\r\n\r\ntwo\rthree \n\n", options: new ReadOptions { Whole = true });
        Assert.Equal([new Row(null, 1, 3, "one\n\ntwo\nthree")], rows);
    }

    [Fact]
    public void Whole_refuses_a_file_over_the_limit()
    {
        var options = new ReadOptions { Whole = true, MaxParagraph = 20 };
        Assert.Equal("12345678\n12345678\n12", Assert.Single(Samples.Read("12345678\n12345678\n12", options: options).Rows).Text);
        var (rows, faults) = Samples.Read("12345678\n12345678\n1234", options: options);
        Assert.Empty(rows);
        Assert.Contains("--whole", Assert.Single(faults).Message);
    }

    [Fact]
    public void A_long_line_becomes_paragraphs_of_one_line()
    {
        var (rows, _) = Samples.Read("one two three four five\nsix", options: new ReadOptions { MaxParagraph = 10 });
        Assert.Equal([(1, 1, "one two"), (2, 1, "three"), (3, 1, "four five"), (4, 2, "six")], rows.Select(r => (r.Number, (int)r.Line, r.Text)));
    }

    [Fact]
    public void What_came_before_a_bad_byte_is_kept()
    {
        var (rows, faults) = Samples.Read([.. "one\ntwo\nthr"u8, 0xFF, .. "ee\nfour\n"u8]);
        Assert.Equal(["one", "two"], rows.Select(r => r.Text));
        Assert.Equal("in at byte 11", Assert.Single(faults).Place);
        (rows, faults) = Samples.Read([.. "id,text\n1,one\n2,tw"u8, 0xFF, .. "o\n"u8], InputFormat.Csv);
        Assert.Equal(["one"], rows.Select(r => r.Text));
        Assert.Equal("in at byte 18", Assert.Single(faults).Place);
        (rows, faults) = Samples.Read([.. "{\"text\":\"one\"}\n{\"text\":\""u8, 0xFF, .. "\"}\n"u8], InputFormat.Jsonl);
        Assert.Equal(["one"], rows.Select(r => r.Text));
        Assert.Equal("in at byte 24", Assert.Single(faults).Place);
    }

    [Fact]
    public void Gzip_is_read_and_a_broken_one_keeps_its_start()
    {
        using var folder = new TemporaryFolder();
        var lines = Enumerable.Range(0, 40_000).Select(i => $"line {i} {unchecked(i * 2654435761u):x}").ToArray();
        var packed = Samples.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var (rows, faults) = Samples.ReadFile(folder.Write("a.txt.gz", packed));
        Assert.Equal(lines, rows.Select(r => r.Text));
        Assert.Empty(faults);

        (rows, faults) = Samples.ReadFile(folder.Write("b.txt.gz", packed[..(packed.Length / 2)]));
        Assert.InRange(rows.Count, 1000, 39_000);
        Assert.Equal(lines[..rows.Count], rows.Select(r => r.Text));
        Assert.Contains("gzip", Assert.Single(faults).Message);

        packed[packed.Length / 2] ^= 0x55;
        (rows, faults) = Samples.ReadFile(folder.Write("c.txt.gz", packed));
        Assert.Contains("gzip", Assert.Single(faults).Message);

        (rows, faults) = Samples.ReadFile(folder.Write("d.txt.gz", "no gzip at all"));
        Assert.Empty(rows);
        Assert.Contains("gzip", Assert.Single(faults).Message);
    }

    [Fact]
    public void Batches_are_bounded_and_numbers_go_on()
    {
        var text = string.Concat(Enumerable.Range(1, 5000).Select(i => $"{i} {new string('x', i % 300)}\n"));
        var input = new TextInput("in", "in", InputFormat.Text, false);
        var next = 1;
        foreach (var batch in ParagraphReader.Read(input, () => new StrictReader(new ChoppedStream(Encoding.UTF8.GetBytes(text)), "in", null), new ReadOptions(), _ => { }))
        {
            Assert.InRange(batch.Count, 1, ParagraphBatch.MaxCount);
            Assert.InRange(Enumerable.Range(0, batch.Count).Sum(i => batch[i].Text.Length), 1, ParagraphBatch.FullAt + 300);
            for (var i = 0; i < batch.Count; i++, next++)
                Assert.Equal((next, next, $"{next} {new string('x', next % 300)}".Trim()), (batch[i].Number, (int)batch[i].Line, batch[i].Text.ToString()));
            batch.Recycle();
        }
        Assert.Equal(5001, next);
    }

    [Fact]
    public void Bytes_read_are_counted_over_the_batches()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("слово\n", 5000)));
        var input = new TextInput("in", "in", InputFormat.Text, false);
        var batches = ParagraphReader.Read(input, () => new StrictReader(new ChoppedStream(bytes), "in", null), new ReadOptions(), _ => { });
        Assert.Equal(bytes.Length, batches.Sum(b => b.SourceBytes));
    }

    [Property]
    public bool Any_split_of_bytes_gives_the_same_paragraphs(int[] codes, int[] sizes)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Text(codes));
        var options = new ReadOptions { MaxParagraph = 12 };
        return Same(InputFormat.Text) && Same(InputFormat.Csv) && Same(InputFormat.Jsonl);

        bool Same(InputFormat format)
        {
            byte[] input = format == InputFormat.Csv ? [.. "id,text\n"u8, .. bytes] : bytes;
            var (rows, faults) = Samples.Read(input, format, options);
            var (choppedRows, choppedFaults) = Samples.Read(input, format, options, [0, .. sizes]);
            return rows.SequenceEqual(choppedRows) && faults.SequenceEqual(choppedFaults);
        }
    }

    [Property]
    public bool Paragraphs_hold_what_can_be_seen_of_the_text(int[] codes)
    {
        var text = Samples.Text(codes);
        var rows = Samples.Read(text).Rows;
        var seen = rows.Select(r => r.Text).All(t => t.Length > 0 && !Blank.IsSpace(t[0]) && !Blank.IsSpace(t[^1]));
        return seen && Visible(text) == Visible(string.Concat(rows.Select(r => r.Text))) && rows.Select(r => r.Number).SequenceEqual(Enumerable.Range(1, rows.Count));
    }

    private static string Visible(string text) => string.Concat(text.Where(c => !Blank.IsSpace(c) && c != '\u200C'));
}
