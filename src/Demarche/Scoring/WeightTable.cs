namespace Demarche.Scoring;

/// <summary>
/// Integer weights, feature-major: a row holds the weights of all outputs of all tasks side by side, so that one look-up serves every label. Immutable.
/// </summary>
/// <param name="Rows">Weights, <paramref name="Stride"/> to a row.</param>
/// <param name="Stride">Places of a row: the outputs, rounded up to a multiple of <see cref="LaneGroup"/>; the rest are 0.</param>
/// <param name="Shift">A weight w stands for w · 2^-Shift.</param>
internal sealed record WeightTable(short[] Rows, int Stride, int Shift)
{
    /// <summary>16-bit lanes that are added at once.</summary>
    public const int LaneGroup = 8;

    public int RowCount => Rows.Length / Stride;

    public static int StrideFor(int outputs) => (outputs + LaneGroup - 1) / LaneGroup * LaneGroup;

    /// <summary>Rounds trained weights to 16-bit integers, with the finest power-of-two step that holds them all.</summary>
    public static WeightTable Quantise(ReadOnlySpan<float> weights, int stride)
    {
        var largest = 0f;
        foreach (var weight in weights)
            largest = Math.Max(largest, Math.Abs(weight));
        var shift = 14;
        while (shift > 0 && largest * (1 << shift) > short.MaxValue)
            shift--;
        var rows = new short[weights.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (short)Math.Clamp(Math.Round((double)weights[i] * (1 << shift)), short.MinValue, short.MaxValue);
        return new WeightTable(rows, stride, shift);
    }
}
