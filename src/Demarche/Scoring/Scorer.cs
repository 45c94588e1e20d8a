using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Demarche.Features;

namespace Demarche.Scoring;

/// <summary>
/// Sums weight rows. Integer sums have no order: the result is the same to the bit on every machine, thread count and vector width.
/// A logit is <c>Σ over blocks of factor(block, n) · Σ over its features of weight</c>, in units of 2^-(16 + table shift).
/// </summary>
internal sealed class Scorer(WeightTable table, BlockNorms norms)
{
    /// <summary>Rows added before the 32-bit sums are emptied: 2^16 rows of 16-bit weights cannot overflow them.</summary>
    private const int Batch = 1 << 16;

    /// <summary>What one unit of a fixed-point logit is worth.</summary>
    public double Unit { get; } = 1.0 / ((1L << BlockNorms.Shift) * (double)(1L << table.Shift));

    /// <summary>Writes the fixed-point logit of each output.</summary>
    /// <param name="features">Features of the paragraph.</param>
    /// <param name="logits">One place for each lane of the table's stride.</param>
    public void Score(FeatureVector features, Span<long> logits)
    {
        logits[..table.Stride].Clear();
        Span<int> sums = stackalloc int[table.Stride];
        for (var block = FeatureBlock.Marks; block <= FeatureBlock.Grams; block++)
        {
            var rows = features.Rows(block);
            long factor = norms.Factor(block, rows.Length);
            for (; !rows.IsEmpty; rows = rows[Math.Min(Batch, rows.Length)..])
            {
                sums.Clear();
                AddRows(rows[..Math.Min(Batch, rows.Length)], sums);
                for (var lane = 0; lane < sums.Length; lane++)
                    logits[lane] += factor * sums[lane];
            }
        }
    }

    private void AddRows(ReadOnlySpan<int> rows, Span<int> sums)
    {
        if (table.Stride == 16)
            AddRows16(rows, sums);
        else
            AddRowsAny(rows, sums);
    }

    /// <summary>Two 256-bit sums kept in registers: the usual model has 9 to 16 outputs.</summary>
    private void AddRows16(ReadOnlySpan<int> rows, Span<int> sums)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(table.Rows);
        Vector256<int> low = default, high = default;
        foreach (var row in rows)
        {
            var weights = Vector256.LoadUnsafe(ref first, (nuint)row * 16);
            low += Vector256.WidenLower(weights);
            high += Vector256.WidenUpper(weights);
        }
        low.CopyTo(sums);
        high.CopyTo(sums[8..]);
    }

    private void AddRowsAny(ReadOnlySpan<int> rows, Span<int> sums)
    {
        foreach (var row in rows)
        {
            var weights = table.Rows.AsSpan(row * table.Stride, table.Stride);
            for (var lane = 0; lane < sums.Length; lane++)
                sums[lane] += weights[lane];
        }
    }
}
