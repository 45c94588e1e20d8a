using Demarche.Features;

namespace Demarche.Training;

/// <summary>
/// The features of many paragraphs in compressed-row form. Value of a feature: its occurrences times the factor of its block, so that a trained
/// weight times this value is what the scorer adds.
/// </summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    private SparseRows(int[] starts, int[] columns, float[] values)
    {
        _starts = starts;
        _columns = columns;
        _values = values;
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>Extracts the features of each text, on as many threads as given; the result does not depend on how many.</summary>
    public static SparseRows Extract(IReadOnlyList<string> texts, Func<FeatureExtractor> newExtractor, BlockNorms norms, int threads)
    {
        var rows = new (int[] Columns, float[] Values)[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, newExtractor,
            (i, _, extractor) =>
            {
                rows[i] = Row(extractor.Extract(texts[i]), norms);
                return extractor;
            },
            _ => { });
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
            starts[i + 1] = starts[i] + rows[i].Columns.Length;
        return new SparseRows(starts, [.. rows.SelectMany(r => r.Columns)], [.. rows.SelectMany(r => r.Values)]);
    }

    private static (int[] Columns, float[] Values) Row(FeatureVector vector, BlockNorms norms)
    {
        var values = new SortedDictionary<int, double>();
        for (var block = FeatureBlock.Marks; block <= FeatureBlock.Grams; block++)
        {
            var rows = vector.Rows(block);
            var factor = norms.Factor(block, rows.Length) / (double)(1 << BlockNorms.Shift);
            foreach (var row in rows)
                values[row] = values.GetValueOrDefault(row) + factor;
        }
        return ([.. values.Keys], [.. values.Values.Select(v => (float)v)]);
    }
}
