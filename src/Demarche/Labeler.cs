using Demarche.Features;
using Demarche.Labels;
using Demarche.ModelFiles;
using Demarche.Scoring;

namespace Demarche;

/// <summary>Labels paragraphs with a trained model. Immutable and safe for threads.</summary>
public sealed class Labeler
{
    private readonly Model _model;
    private readonly Scorer _scorer;
    private readonly Decider _decider;

    private Labeler(Model model)
    {
        _model = model;
        _scorer = new Scorer(model.Weights, new BlockNorms(model.Features));
        _decider = new Decider(model.Schema, model.Calibrations);
    }

    /// <summary>Tasks and labels of the model.</summary>
    public Schema Schema => _model.Schema;

    /// <summary>Name and short digest of the model as it stands in records ("default@9f3c2a41").</summary>
    public string Name => _model.Name;

    /// <summary>The model's card.</summary>
    internal ModelCard Card => _model.Card;

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="DataException">The folder is missing or is not a sound model.</exception>
    public static Labeler Load(string folder) => new(ModelFolder.Read(folder));

    /// <summary>Labels one paragraph. For many, the batch interfaces reuse their memory.</summary>
    /// <param name="text">Any text; it is not split.</param>
    public ParagraphLabels Label(string text)
    {
        var probabilities = new double[Schema.OutputCount];
        var decision = Label(text, CreateScratch(), probabilities);
        return new ParagraphLabels(Schema, decision, probabilities);
    }

    internal LabelScratch CreateScratch() => new(new FeatureExtractor(_model.Features, _model.Lexicon), _model.Weights.Stride);

    /// <summary>Labels one paragraph. <paramref name="probabilities"/> takes one calibrated probability for each output of the schema.</summary>
    internal Decision Label(ReadOnlySpan<char> text, LabelScratch scratch, Span<double> probabilities)
    {
        _scorer.Score(scratch.Extractor.Extract(text), scratch.Logits);
        var outputs = probabilities[..Schema.OutputCount];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = scratch.Logits[i] * _scorer.Unit;
        return _decider.Decide(outputs);
    }
}

/// <summary>Working memory of one thread that labels.</summary>
internal sealed class LabelScratch(FeatureExtractor extractor, int stride)
{
    public FeatureExtractor Extractor { get; } = extractor;

    public long[] Logits { get; } = new long[stride];

    /// <summary>128-bit hash of the folded text that was labelled last: equal for repeats.</summary>
    public UInt128 FoldedHash => Extractor.Folded.Hash();
}
