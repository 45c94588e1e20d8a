using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Demarche.Corpus;

/// <summary>Labelled rows in the order of their files.</summary>
internal sealed class LabelledCorpus(IReadOnlyList<CorpusRow> rows)
{
    /// <summary>Rows, file after file as named, in each file from the top.</summary>
    public IReadOnlyList<CorpusRow> Rows { get; } = rows;

    /// <summary>
    /// SHA-256 in lower-case hexadecimal over the rows sorted by id, so that neither the order of rows nor their spread over files matters.
    /// Each row gives: length of id (int32), id, labels (uint64), known (uint64), length of text (int32), text; little-endian, UTF-8.
    /// </summary>
    public string Digest => _digest ??= ComputeDigest(Rows);

    private string? _digest;

    private static string ComputeDigest(IReadOnlyList<CorpusRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> masks = stackalloc byte[16];
        foreach (var row in rows.OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            AppendText(hash, row.Id);
            BinaryPrimitives.WriteUInt64LittleEndian(masks, row.Labels);
            BinaryPrimitives.WriteUInt64LittleEndian(masks[8..], row.Known);
            hash.AppendData(masks);
            AppendText(hash, row.Text);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
