using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Demarche.Labels;
using Demarche.Output;
using Demarche.Paragraphs;

namespace Demarche.Tests.Output;

/// <summary>A schema and labels that need no model: everything follows from the text's hash.</summary>
internal static class FakeLabels
{
    public static Schema Schema { get; } = Schema.Parse("""
        {"format":1,"tasks":[
          {"name":"language","type":"one-of","labels":["en","ru"]},
          {"name":"kind","type":"one-of","labels":["body","heading"]},
          {"name":"topics","type":"multi-label","labels":["ukraine","iran"],"scores":true},
          {"name":"stance","type":"one-of","labels":["favor","neutral","against"],"scores":true}],"rules":[]}
        """u8, "test");

    public static LabelParagraph Create() => Label;

    public static Decision Label(ReadOnlySpan<char> text, Span<double> probabilities, out UInt128 foldedHash)
    {
        var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
        foldedHash = hash;
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = (hash >> (i * 6) & 63) / 63.0;
        var chosen = 1UL << (int)(hash % 2) | 4UL << (int)(hash % 2) | (hash >> 8 & 3) << 4 | 64UL << (int)(hash % 3);
        return new Decision(chosen, (hash & 4) != 0);
    }

    /// <summary>Writes the given records and gives the text that comes out.</summary>
    public static string Write(Func<Stream, RecordWriter> create, params (Paragraph Paragraph, Decision Decision, double[] Probabilities, ParagraphOrigin? Origin)[] records)
    {
        var stream = new MemoryStream();
        var writer = create(stream);
        foreach (var (paragraph, decision, probabilities, origin) in records)
            writer.Write(new LabelRecord(paragraph, decision, probabilities, origin));
        writer.Finish();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Two records that show every kind of field.</summary>
    public static (Paragraph, Decision, double[], ParagraphOrigin?)[] Examples { get; } =
    [
        (new Paragraph("a/київ.txt", null, 3, 5, "He said \"no\", تهران 😀\nnext".AsMemory()), new Decision(0b100_11_01_01, false),
            [1, 0, 0.5, 0.5, 0.98765, 1.0 / 3, 0.00004, 0.1, 0.90005], null),
        (new Paragraph("b.csv", "x,1", 1, 2, "Текст".AsMemory()), new Decision(0b010_00_10_10, true),
            [0, 1, 0, 1, 0, 0, 0.25, 0.5, 0.25], new ParagraphOrigin("b.csv", "x,0", 7)),
    ];
}
