using System.Text;
using Demarche.Texts;
using FsCheck.Xunit;

namespace Demarche.Tests.Texts;

public sealed class LineReaderTests
{
    [Fact]
    public void Counts_three_kinds_of_line_ends() =>
        Assert.Equal(["1:a", "2:b", "3:c", "4:", "5:d"], Lines("a\nb\r\nc\r\rd"));

    [Fact]
    public void Paragraph_separators_part_but_do_not_count() =>
        Assert.Equal(["1:a", "1:b", "1:c", "2:d"], Lines("a\u2028b\u0085c\nd"));

    [Fact]
    public void A_last_line_needs_no_end_and_an_end_makes_no_line()
    {
        Assert.Equal(["1:a"], Lines("a"));
        Assert.Equal(["1:a"], Lines("a\n"));
        Assert.Equal(["1:a"], Lines("a\r\n"));
        Assert.Empty(Lines(""));
    }

    [Fact]
    public void A_long_line_is_cut_at_white_space_and_keeps_its_number() =>
        Assert.Equal(["1:one two+", "1: three+", "1: four", "2:five"], Lines("one two three four\nfive", limit: 8));

    [Fact]
    public void Where_there_is_no_white_space_it_is_cut_between_characters() =>
        Assert.Equal(["1:abc+", "1:😀de+", "1:f"], Lines("abc😀def", limit: 4));

    [Property]
    public bool Pieces_add_up_to_the_line(int[] codes, int limit)
    {
        var text = Samples.Text(codes).Replace("\u2028", "").Replace("\u0085", "").Replace("\r", "").Replace("\n", "").Replace("\uFEFF", "");
        var pieces = Lines(text, limit: 2 + (int)((uint)limit % 20));
        return string.Concat(pieces.Select(p => p[2..].TrimEnd('+'))) == text && pieces.All(p => p.Length < 3 || !char.IsLowSurrogate(p[2]));
    }

    [Fact]
    public void Lines_before_a_bad_byte_are_given_and_the_broken_one_is_not()
    {
        var lines = new List<string>();
        using var reader = Open([.. "one\ntwo\nthr"u8, 0xFF, .. "ee\n"u8], 100);
        var fault = Assert.Throws<InputFaultException>(() =>
        {
            while (reader.Read())
                lines.Add(reader.Line.ToString());
        }).Fault;
        Assert.Equal(["one", "two"], lines);
        Assert.Equal("in at byte 11", fault.Place);
    }

    [Fact]
    public void One_endless_line_does_not_grow_memory()
    {
        const long Size = 256L << 20;
        using var source = new StrictReader(new EndlessLine(Size), "in", null);
        using var reader = new LineReader(source, new ReadOptions().MaxParagraph);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var total = 0L;
        while (reader.Read())
            total += reader.Line.Length;
        Assert.Equal(Size, total);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    private static string[] Lines(string text, int limit = 1000)
    {
        using var reader = Open(Encoding.UTF8.GetBytes(text), limit);
        var lines = new List<string>();
        while (reader.Read())
            lines.Add($"{reader.Number}:{reader.Line}{(reader.IsCut ? "+" : "")}");
        using var memory = new LineReader(limit);
        memory.Set(text);
        for (var i = 0; memory.Read(); i++)
            Assert.Equal(lines[i], $"{memory.Number}:{memory.Line}{(memory.IsCut ? "+" : "")}");
        return [.. lines];
    }

    private static LineReader Open(byte[] bytes, int limit) => new(new StrictReader(new ChoppedStream(bytes, 0), "in", null), limit);

    private sealed class EndlessLine(long size) : Stream
    {
        private long _left = size;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            for (var i = 0; i < read; i++)
                buffer[offset + i] = (_left - i) % 11 == 0 ? (byte)' ' : (byte)'x';
            _left -= read;
            return read;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
