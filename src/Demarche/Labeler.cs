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
    private readonly DenseFeatures _dense;
    private readonly (TaskSchema Task, Forest Forest)[] _forests;

    private Labeler(Model model)
    {
        _model = model;
        _scorer = new Scorer(model.Weights, new BlockNorms(model.Features));
        _decider = new Decider(model.Schema, model.Calibrations);
        _dense = new DenseFeatures(model.Features, model.Lexicon, model.Schema.OutputCount);
        _forests = [.. model.Forests.Select(f => (model.Schema.Find(f.Task)!, f.Forest))];
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

    internal LabelScratch CreateScratch() => new(new FeatureExtractor(_model.Features, _model.Lexicon), _model.Weights.Stride, _dense.Names.Count);

    /// <summary>Labels one paragraph. <paramref name="probabilities"/> takes one calibrated probability for each output of the schema.</summary>
    internal Decision Label(ReadOnlySpan<char> text, LabelScratch scratch, Span<double> probabilities)
    {
        _scorer.Score(scratch.Extractor.Extract(text), scratch.Logits);
        var outputs = probabilities[..Schema.OutputCount];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = scratch.Logits[i] * _scorer.Unit;
        if (_forests.Length > 0)
            RunSecondStage(scratch, outputs);
        return _decider.Decide(outputs);
    }

    private void RunSecondStage(LabelScratch scratch, Span<double> logits)
    {
        var row = scratch.Dense.AsSpan();
        _dense.Fill(scratch.Extractor.Tokens, scratch.Extractor.Matches, row);
        for (var o = 0; o < logits.Length; o++)
            row[_dense.LogitsStart + o] = DenseFeatures.Round(logits[o]);
        foreach (var (task, forest) in _forests)
            forest.Logits(row, logits.Slice(task.FirstOutput, task.Labels.Count));
    }
}

/// <summary>Working memory of one thread that labels.</summary>
internal sealed class LabelScratch(FeatureExtractor extractor, int stride, int numbers)
{
    public FeatureExtractor Extractor { get; } = extractor;

    public long[] Logits { get; } = new long[stride];

    public int[] Dense { get; } = new int[numbers];

    /// <summary>128-bit hash of the folded text that was labelled last: equal for repeats.</summary>
    public UInt128 FoldedHash => Extractor.Folded.Hash();
}
