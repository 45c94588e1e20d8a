using Demarche.Features;

namespace Demarche.Training;

/// <summary>How a model is trained. Defaults stand here and nowhere else.</summary>
internal sealed record TrainingOptions
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

    /// <summary>Folds of the cross-validation that calibrates the model.</summary>
    public int CalibrationFolds { get; init; } = 5;

    /// <summary>Most passes of the solver.</summary>
    public int MaxPasses { get; init; } = 25;

    /// <summary>The solver stops when no dual variable moves by more than this share of its bound in a pass.</summary>
    public double Tolerance { get; init; } = 0.02;

    /// <summary>L2-regularised logistic regression, the built-in trainer.</summary>
    public const string LogisticTrainer = "logistic";
}
