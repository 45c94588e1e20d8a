using Demarche.Output;
using Demarche.Paragraphs;
using FsCheck.Xunit;

namespace Demarche.Tests.Output;

public sealed class DuplicateIndexTests
{
    [Fact]
    public void A_repeat_names_the_first_place()
    {
        var index = new DuplicateIndex();
        Assert.Null(index.Add(1, Place("a.txt", null, 1)));
        Assert.Null(index.Add(2, Place("b.csv", "r7", 2)));
        Assert.Equal("a.txt#1", index.Add(1, Place("b.csv", "r8", 1)).ToString());
        Assert.Equal("a.txt#1", index.Add(1, Place("c.txt", null, 4)).ToString());
        Assert.Equal("b.csv@r7#2", index.Add(2, Place("c.txt", null, 5)).ToString());
    }

    [Fact]
    public void The_oldest_text_is_forgotten_first()
    {
        var index = new DuplicateIndex(capacity: 4);
        for (var i = 1; i <= 5; i++)
            index.Add((UInt128)i, Place("a", null, i));
        Assert.Equal(4, index.Count);
        Assert.Equal(2, index.Add(2, Place("a", null, 6))!.Value.Number);
        Assert.Null(index.Add(1, Place("a", null, 7)));
        Assert.Null(index.Add(2, Place("a", null, 8)));
    }

    [Fact]
    public void Very_long_ids_do_not_grow_memory()
    {
        var index = new DuplicateIndex();
        var id = new string('x', 1 << 20);
        for (var i = 1; i <= 100; i++)
            index.Add((UInt128)i, Place("a", id, i));
        Assert.InRange(index.Count, 2, 18);
    }

    [Property]
    public void It_agrees_with_a_plain_queue(byte[] texts, bool ids)
    {
        const int Capacity = 8;
        var index = new DuplicateIndex(Capacity);
        var queue = new Queue<(byte Text, ParagraphOrigin Origin)>();
        for (var i = 0; i < texts.Length; i++)
        {
            var text = (byte)(texts[i] % 20);
            var origin = new ParagraphOrigin("d" + (i / 5), ids && i % 3 == 0 ? "id" + i : null, i + 1);
            var known = queue.Where(e => e.Text == text).Select(e => (ParagraphOrigin?)e.Origin).FirstOrDefault();
            // The low bits of all texts agree, so that they share a bucket.
            Assert.Equal(known, index.Add((UInt128)text << 40, Place(origin.Document, origin.Id, origin.Number)));
            if (known is not null)
                continue;
            queue.Enqueue((text, origin));
            if (queue.Count > Capacity)
                queue.Dequeue();
        }
    }

    [Fact]
    public void It_grows_to_its_capacity_and_keeps_every_place()
    {
        var index = new DuplicateIndex(1 << 14);
        for (var round = 0; round < 2; round++)
            for (var i = 1; i <= 20_000; i++)
            {
                var found = index.Add((UInt128)(ulong)i * 0x9E3779B97F4A7C15, Place("a", null, i));
                if (round == 1 && i > 20_000 - (1 << 14) && found is not null)
                    Assert.Equal(i, found.Value.Number);
            }
        Assert.Equal(1 << 14, index.Count);
    }

    private static Paragraph Place(string document, string? id, int number) => new(document, id, number, number, default);
}
