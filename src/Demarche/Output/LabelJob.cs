using Demarche.Labels;
using Demarche.Paragraphs;

namespace Demarche.Output;

/// <summary>A batch with room for what the model says about it. Used again after it is written.</summary>
internal sealed class LabelJob(int outputs)
{
    private readonly double[] _probabilities = new double[ParagraphBatch.MaxCount * outputs];

    /// <summary>The paragraphs.</summary>
    public ParagraphBatch Batch { get; set; } = null!;

    /// <summary>Labels of each.</summary>
    public Decision[] Decisions { get; } = new Decision[ParagraphBatch.MaxCount];

    /// <summary>Hash of the folded text of each.</summary>
    public UInt128[] Hashes { get; } = new UInt128[ParagraphBatch.MaxCount];

    /// <summary>Probabilities of one.</summary>
    public Span<double> Probabilities(int index) => _probabilities.AsSpan(index * outputs, outputs);
}
