using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Demarche.Lexicon;
using Demarche.Scoring;

namespace Demarche.ModelFiles;

/// <summary>
/// <c>weights.bin</c>: magic "DEMARCHE", version (int32), number of sections (int32), then for each section its element size (int32) and element
/// count (int64), then the sections' bytes. Little-endian. Sections in fixed order: concept names (UTF-8, one a line), the lexicon's arrays, weights; then five
/// for each forest.
/// Data only: sizes are checked against the file's length before anything is allocated, contents before anything is used.
/// </summary>
internal static class WeightsFile
{
    public const int Version = 1;
    private const int HeaderSize = 16, SectionHeaderSize = 12;
    private static readonly int[] ElementSizes = [1, 8, 4, 8, 4, 8, 4, 4, 4, 1, 2];

    /// <summary>Roots, features, thresholds, left children, values.</summary>
    private static readonly int[] ForestElementSizes = [4, 4, 4, 4, 4];

    private static ReadOnlySpan<byte> Magic => "DEMARCHE"u8;

    public static byte[] Write(ConceptLexicon lexicon, WeightTable table, IReadOnlyList<TaskForest> forests)
    {
        var a = lexicon.Arrays;
        byte[][] sections =
        [
            Encoding.UTF8.GetBytes(string.Join('\n', a.Concepts)),
            Bytes(a.Exact.Keys), Bytes(a.Exact.Values), Bytes(a.Prefix.Keys), Bytes(a.Prefix.Values), Bytes(a.Transitions.Keys), Bytes(a.Transitions.Values),
            Bytes(a.AcceptedStart), Bytes(a.Accepted), a.GoesOn, Bytes(table.Rows),
            .. forests.Select(f => f.Forest).SelectMany(f => new[] { Bytes(f.Roots), Bytes(f.Feature), Bytes(f.Threshold), Bytes(f.Left), Bytes(f.Values) }),
        ];
        var sizes = Sizes(forests.Count);
        using var file = new MemoryStream();
        Span<byte> header = stackalloc byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], sections.Length);
        file.Write(header);
        for (var i = 0; i < sections.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header, sizes[i]);
            BinaryPrimitives.WriteInt64LittleEndian(header[4..], sections[i].Length / sizes[i]);
            file.Write(header[..SectionHeaderSize]);
        }
        foreach (var section in sections)
            file.Write(section);
        return file.ToArray();
    }

    /// <summary>Reads lexicon, weights and forests; <paramref name="stride"/>, <paramref name="shift"/> and the outputs of each forest come from the card.</summary>
    /// <exception cref="DataException">The file is not sound.</exception>
    public static (ConceptLexicon Lexicon, WeightTable Table, IReadOnlyList<Forest> Forests) Read(
        byte[] file, int stride, int shift, IReadOnlyList<int> forestOutputs, string source)
    {
        var sizes = Sizes(forestOutputs.Count);
        var sections = Sections(file, sizes, source);
        var lexicon = new LexiconArrays(
            sections[0].IsEmpty ? [] : Encoding.UTF8.GetString(sections[0].Span).Split('\n'),
            Table(sections[1], sections[2], source), Table(sections[3], sections[4], source), Table(sections[5], sections[6], source),
            Values<int>(sections[7]), Values<int>(sections[8]), Values<byte>(sections[9]));
        LexiconCheck.Check(lexicon, source);
        var rows = Values<short>(sections[10]);
        if (rows.Length % stride != 0)
            throw new DataException($"{source}: holds {rows.Length} weights, expected a multiple of {stride}. The file does not belong to its card.");
        var forests = forestOutputs.Select((outputs, f) =>
        {
            var at = sections.AsSpan(ElementSizes.Length + f * ForestElementSizes.Length);
            return new Forest(Values<int>(at[0]), Values<int>(at[1]), Values<int>(at[2]), Values<int>(at[3]), Values<int>(at[4]), outputs);
        }).ToList();
        return (new ConceptLexicon(lexicon), new WeightTable(rows, stride, shift), forests);
    }

    private static int[] Sizes(int forests) => [.. ElementSizes, .. Enumerable.Repeat(ForestElementSizes, forests).SelectMany(s => s)];

    private static ReadOnlyMemory<byte>[] Sections(byte[] file, int[] sizes, string source)
    {
        var tables = HeaderSize + sizes.Length * SectionHeaderSize;
        if (file.Length < tables || !file.AsSpan(0, 8).SequenceEqual(Magic))
            throw new DataException($"{source}: does not begin as a Demarche weights file. Expected weights.bin as demarche train writes it.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8));
        var count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12));
        if (version != Version || count != sizes.Length)
            throw new DataException($"{source}: is version {version} with {count} sections, expected version {Version} with {sizes.Length}. Train the model anew.");
        var sections = new ReadOnlyMemory<byte>[count];
        long at = tables;
        for (var i = 0; i < count; i++)
        {
            var header = file.AsSpan(HeaderSize + i * SectionHeaderSize);
            var elements = BinaryPrimitives.ReadInt64LittleEndian(header[4..]);
            if (BinaryPrimitives.ReadInt32LittleEndian(header) != sizes[i] || elements < 0 || elements > (file.Length - at) / sizes[i])
                throw new DataException($"{source}: section {i + 1} claims more than the file holds. The file is cut short or damaged; copy or train the model anew.");
            sections[i] = file.AsMemory((int)at, (int)(elements * sizes[i]));
            at += elements * sizes[i];
        }
        return at == file.Length ? sections
            : throw new DataException($"{source}: has {file.Length - at} bytes after its last section. The file is damaged; copy or train the model anew.");
    }

    private static HashTable Table(ReadOnlyMemory<byte> keys, ReadOnlyMemory<byte> values, string source)
    {
        var table = new HashTable(Values<ulong>(keys), Values<int>(values));
        // Without an empty place a search for a missing key would never end, and with few it would be slow: tables are written at most half full.
        if (!System.Numerics.BitOperations.IsPow2(table.Keys.Length) || table.Keys.Length != table.Values.Length || table.Keys.Count(k => k == 0) * 2 < table.Keys.Length)
            throw new DataException($"{source}: a look-up table is not sound. The file is damaged; copy or train the model anew.");
        return table;
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged
    {
        RequireLittleEndian();
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }

    private static T[] Values<T>(ReadOnlyMemory<byte> bytes) where T : unmanaged
    {
        RequireLittleEndian();
        var values = new T[bytes.Length / Marshal.SizeOf<T>()];
        bytes.Span.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Demarche's model files are little-endian; this machine is not.");
    }
}
