using Demarche.Features;

namespace Demarche.Training;

/// <summary>How a model is trained. Defaults stand here and nowhere else.</summary>
public sealed record TrainingOptions
{
    /// <summary>Folder of the lexicon.</summary>
    public required string LexiconFolder { get; init; }

    /// <summary>Schema file.</summary>
    public required string SchemaPath { get; init; }

    /// <summary>Seed of the order of paragraphs in the solver, and of the folds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to use. Does not change the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Name of the trainer.</summary>
    public string Trainer { get; init; } = LogisticTrainer;

    /// <summary>Features.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>Cost C of one-of tasks: higher fits the corpus more closely.</summary>
    public double OneOfCost { get; init; } = 4;

    /// <summary>Cost C of multi-label tasks.</summary>
    public double MultiLabelCost { get; init; } = 8;

    /// <summary>
    /// For a task, the prior variance of its weights in each block of features (<see cref="FeatureBlock"/>); 1 where nothing is said. Stance is held back
    /// from words and n-grams: in a written corpus they learn the writer's manner, which does not carry over to real feeds.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> BlockVariances { get; init; } = new Dictionary<string, double[]>
    {
        ["kind"] = [4, 0.3, 0.1, 0.3, 0.3],
        ["stance"] = [1, 1, 1, 0.25, 0.1],
    };

    /// <summary>
    /// For a one-of task, how often its labels are expected where the model will be used, in the schema's order; the calibration is shifted from the corpus's
    /// shares to these. Stance: the share of neutral paragraphs in real feeds (about two thirds in a sample of 240 gold paragraphs); a written corpus has more sides.
    /// </summary>
    public IReadOnlyDictionary<string, double[]> TargetPriors { get; init; } = new Dictionary<string, double[]> { ["stance"] = [0.22, 0.64, 0.14] };

    /// <summary>One-of tasks that a forest decides over the first stage's logits and dense features.</summary>
    public string[] SecondStageTasks { get; init; } = ["stance"];

    /// <summary>Trees of a forest.</summary>
    public int Trees { get; init; } = 60;

    /// <summary>Most leaves of a tree.</summary>
    public int TreeLeaves { get; init; } = 200;

    /// <summary>Fewest paragraphs of a leaf.</summary>
    public int LeafRows { get; init; } = 3;

    /// <summary>Folds of the cross-validation that calibrates the model.</summary>
    public int CalibrationFolds { get; init; } = 5;

    /// <summary>Most passes of the solver.</summary>
    public int MaxPasses { get; init; } = 25;

    /// <summary>The solver stops when no dual variable moves by more than this share of its bound in a pass.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>L2-regularised logistic regression, the built-in trainer.</summary>
    public const string LogisticTrainer = "logistic";

    /// <summary>Checks the values, all at once.</summary>
    /// <exception cref="DataException">Some value is out of range.</exception>
    public void Validate()
    {
        Features.Validate("training options");
        var faults = new List<string>();
        if (Trainer != LogisticTrainer)
            faults.Add($"trainer is \"{Trainer}\", expected \"{LogisticTrainer}\"");
        if (Threads < 1)
            faults.Add($"threads is {Threads}, expected at least 1");
        if (!(OneOfCost > 0) || !(MultiLabelCost > 0))
            faults.Add("a cost is not positive");
        if (CalibrationFolds is < 2 or > 20 || MaxPasses < 1 || !(Tolerance > 0))
            faults.Add("calibrationFolds must lie between 2 and 20, maxPasses be at least 1, tolerance be positive");
        foreach (var (task, variances) in BlockVariances)
            if (variances.Length != FeatureOptions.BlockCount || variances.Any(v => !(v >= 0)))
                faults.Add($"blockVariances of \"{task}\" must be {FeatureOptions.BlockCount} numbers of at least 0");
        foreach (var (task, prior) in TargetPriors)
            if (prior.Any(p => !(p > 0 && p < 1)) || Math.Abs(prior.Sum() - 1) > 1e-6)
                faults.Add($"targetPriors of \"{task}\" must be shares above 0 that add up to 1");
        if (faults.Count > 0)
            throw new DataException($"training options: {string.Join("; ", faults)}.");
    }
}
