using Demarche.Features;

namespace Demarche.Training;

/// <summary>
/// The features of many paragraphs in compressed-row form. Value of a feature: its occurrences times the factor of its block, so that a trained
/// weight times this value is what the scorer adds.
/// </summary>
internal sealed class SparseRows
{
    private const int Blocks = FeatureOptions.BlockCount;
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SparseRows(int[] starts, int[] columns, float[] values)
    {
        _starts = starts;
        _columns = columns;
        _values = values;
    }

    public int Count => (_starts.Length - 1) / Blocks;

    /// <summary>Weight rows that a block of a paragraph uses.</summary>
    public ReadOnlySpan<int> Columns(int row, FeatureBlock block) => Part(_columns, row, block);

    /// <summary>Their values.</summary>
    public ReadOnlySpan<float> Values(int row, FeatureBlock block) => Part(_values, row, block);

    private ReadOnlySpan<T> Part<T>(T[] items, int row, FeatureBlock block)
    {
        var at = row * Blocks + (int)block;
        return items.AsSpan(_starts[at], _starts[at + 1] - _starts[at]);
    }

    /// <summary>
    /// Extracts the features of each text, on as many threads as given; the result does not depend on how many. <paramref name="seen"/> is told of
    /// each text while its extractor still holds it.
    /// </summary>
    public static SparseRows Extract(
        IReadOnlyList<string> texts, Func<FeatureExtractor> newExtractor, BlockNorms norms, int threads, Action<int, FeatureExtractor> seen)
    {
        var parts = new (int[] Columns, float[] Values)[texts.Count * Blocks];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, newExtractor,
            (i, _, extractor) =>
            {
                var vector = extractor.Extract(texts[i]);
                for (var block = 0; block < Blocks; block++)
                    parts[i * Blocks + block] = Part(vector.Rows((FeatureBlock)block), (FeatureBlock)block, norms);
                seen(i, extractor);
                return extractor;
            },
            _ => { });
        var starts = new int[parts.Length + 1];
        for (var i = 0; i < parts.Length; i++)
            starts[i + 1] = starts[i] + parts[i].Columns.Length;
        return new SparseRows(starts, [.. parts.SelectMany(r => r.Columns)], [.. parts.SelectMany(r => r.Values)]);
    }

    /// <summary>Equal rows of a block become one feature with the sum of their values.</summary>
    private static (int[] Columns, float[] Values) Part(ReadOnlySpan<int> rows, FeatureBlock block, BlockNorms norms)
    {
        var factor = norms.Factor(block, rows.Length) / (double)(1 << BlockNorms.Shift);
        var counts = new SortedDictionary<int, int>();
        foreach (var row in rows)
            counts[row] = counts.GetValueOrDefault(row) + 1;
        return ([.. counts.Keys], [.. counts.Values.Select(n => (float)(n * factor))]);
    }
}
