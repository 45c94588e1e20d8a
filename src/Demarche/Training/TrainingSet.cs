using Demarche.Corpus;
using Demarche.Features;
using Demarche.Labels;
using Demarche.Lexicon;
using Demarche.Scoring;

namespace Demarche.Training;

/// <summary>A corpus made ready to train on: features extracted once, labels and trained outputs as bits, rows in order of their ids.</summary>
internal sealed class TrainingSet
{
    private readonly TrainingOptions _options;
    private readonly int[][] _dense;

    public TrainingSet(LabelledCorpus corpus, TrainingOptions options)
    {
        _options = options;
        Schema = Schema.Load(options.SchemaPath);
        Patterns = LexiconSource.ReadFolder(options.LexiconFolder);
        Lexicon = LexiconCompiler.Compile(Patterns);
        Norms = new BlockNorms(options.Features);
        Corpus = corpus;
        Rows = [.. corpus.Rows.OrderBy(r => r.Id, StringComparer.Ordinal)];
        Labels = [.. Rows.Select(r => r.Labels)];
        Trained = [.. Rows.Select(TrainedOutputs)];
        Dense = new DenseFeatures(options.Features, Lexicon, Schema.OutputCount);
        _dense = new int[Rows.Length][];
        Features = SparseRows.Extract([.. Rows.Select(r => r.Text)], () => new FeatureExtractor(options.Features, Lexicon), Norms, options.Threads,
            (i, extractor) => Dense.Fill(extractor.Tokens, extractor.Matches, _dense[i] = new int[Dense.Names.Count]));
    }

    public Schema Schema { get; }
    public IReadOnlyList<LexiconPattern> Patterns { get; }
    public ConceptLexicon Lexicon { get; }
    public BlockNorms Norms { get; }
    public LabelledCorpus Corpus { get; }
    public CorpusRow[] Rows { get; }
    public ulong[] Labels { get; }

    /// <summary>For each row, the outputs that it trains: known ones, less those that a rule decides for it (boilerplate trains no topics).</summary>
    public ulong[] Trained { get; }

    public SparseRows Features { get; }
    public DenseFeatures Dense { get; }

    public int Stride => WeightTable.StrideFor(Schema.OutputCount);

    /// <summary>Fits all outputs on the given rows.</summary>
    public WeightTable Fit(int[] use)
    {
        var weights = DualLogisticSolver.Fit(Features, FeatureExtractor.RowCount(_options.Features, Lexicon), Stride, Labels, Trained, use, SolverOptions());
        return WeightTable.Quantise(weights, Stride);
    }

    /// <summary>Logits of all outputs for one row, as labelling would compute them but for rounding of values to single precision.</summary>
    public double[] Logits(WeightTable table, int row)
    {
        var logits = new double[Schema.OutputCount];
        for (var block = FeatureBlock.Marks; block <= FeatureBlock.Grams; block++)
        {
            var columns = Features.Columns(row, block);
            var values = Features.Values(row, block);
            for (var k = 0; k < columns.Length; k++)
                for (var o = 0; o < logits.Length; o++)
                    logits[o] += values[k] * (double)table.Rows[columns[k] * table.Stride + o];
        }
        for (var o = 0; o < logits.Length; o++)
            logits[o] /= 1L << table.Shift;
        return logits;
    }

    /// <summary>The second stage's numbers for one row, with these logits of the first stage in them.</summary>
    public int[] DenseRow(int row, double[] logits)
    {
        var numbers = _dense[row].ToArray();
        for (var o = 0; o < logits.Length; o++)
            numbers[Dense.LogitsStart + o] = DenseFeatures.Round(logits[o]);
        return numbers;
    }

    /// <summary>Shares of a task's labels to calibrate for, or null.</summary>
    public double[]? PriorOf(TaskSchema task) => _options.TargetPriors.GetValueOrDefault(task.Name);

    /// <summary>Rows that train a task.</summary>
    public List<int> RowsOf(TaskSchema task, IEnumerable<int> among) => [.. among.Where(i => (Trained[i] & task.Mask) != 0)];

    private ulong TrainedOutputs(CorpusRow row)
    {
        var trained = row.Known;
        foreach (var rule in Schema.Rules)
            if ((row.Labels & rule.WhenMask) != 0)
                trained &= ~rule.ClearMask;
        return trained;
    }

    private SolverOptions SolverOptions()
    {
        var costs = new double[Schema.OutputCount];
        var variances = new float[FeatureOptions.BlockCount][];
        for (var block = 0; block < variances.Length; block++)
            Array.Fill(variances[block] = new float[Stride], 1);
        foreach (var task in Schema.Tasks)
        {
            Array.Fill(costs, task.Type == TaskType.OneOf ? _options.OneOfCost : _options.MultiLabelCost, task.FirstOutput, task.Labels.Count);
            if (_options.BlockVariances.TryGetValue(task.Name, out var own))
                for (var block = 0; block < variances.Length; block++)
                    Array.Fill(variances[block], (float)own[block], task.FirstOutput, task.Labels.Count);
        }
        return new SolverOptions(costs, variances, _options.MaxPasses, _options.Tolerance, _options.Seed);
    }
}
