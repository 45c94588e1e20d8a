namespace Demarche.Features;

/// <summary>The features of one paragraph: for each block, the weight rows it uses, once for each occurrence. Reused from paragraph to paragraph.</summary>
internal sealed class FeatureVector
{
    private readonly int[][] _rows = [.. Enumerable.Range(0, FeatureOptions.BlockCount).Select(_ => new int[512])];
    private readonly int[] _counts = new int[FeatureOptions.BlockCount];

    public ReadOnlySpan<int> Rows(FeatureBlock block) => _rows[(int)block].AsSpan(0, _counts[(int)block]);

    public void Clear() => Array.Clear(_counts);

    public void Add(FeatureBlock block, int row)
    {
        ref var count = ref _counts[(int)block];
        ref var rows = ref _rows[(int)block];
        if (count == rows.Length)
            Array.Resize(ref rows, count * 2);
        rows[count++] = row;
    }
}

/// <summary>
/// Fixed-point factor that gives a block of n features the length its scale says: <c>scale · 2^16 / √n</c>, rounded.
/// The marks are not normalised: a paragraph's length is one of them.
/// </summary>
internal sealed class BlockNorms
{
    /// <summary>Fraction bits of a factor.</summary>
    public const int Shift = 16;

    private const int Cached = 4096;
    private readonly int[][] _factors;
    private readonly double[] _scales;

    public BlockNorms(FeatureOptions options)
    {
        _scales = options.BlockScales;
        _factors = [.. _scales.Select((_, block) => Enumerable.Range(0, Cached).Select(n => Compute((FeatureBlock)block, n)).ToArray())];
    }

    public int Factor(FeatureBlock block, int count) => count < Cached ? _factors[(int)block][count] : Compute(block, count);

    // Square root, product and quotient are exactly rounded by IEEE 754, so the factor is the same everywhere.
    private int Compute(FeatureBlock block, int count) =>
        (int)Math.Round(_scales[(int)block] * (1 << Shift) / (block == FeatureBlock.Marks ? 1 : Math.Sqrt(Math.Max(1, count))));
}
