using Demarche.Labels;

namespace Demarche;

/// <summary>Labels paragraphs with a trained model. Immutable and safe for threads.</summary>
public sealed class Labeler
{
    /// <summary>Tasks and labels of the model.</summary>
    public Schema Schema { get; } = null!;

    /// <summary>Name and short digest of the model as it stands in records ("default@9f3c2a41").</summary>
    public string Name { get; } = "";

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="DataException">The folder is missing or is not a sound model.</exception>
    public static Labeler Load(string folder) => throw new NotImplementedException();

    internal LabelScratch CreateScratch() => throw new NotImplementedException();

    /// <summary>Labels one paragraph. <paramref name="probabilities"/> takes one calibrated probability for each output of the schema.</summary>
    internal Decision Label(ReadOnlySpan<char> text, LabelScratch scratch, Span<double> probabilities) => throw new NotImplementedException();
}

/// <summary>Working memory of one thread that labels.</summary>
internal sealed class LabelScratch
{
    /// <summary>128-bit hash of the folded text that was labelled last: equal for repeats.</summary>
    public UInt128 FoldedHash { get; }
}
