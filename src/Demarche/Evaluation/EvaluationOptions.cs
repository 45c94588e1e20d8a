namespace Demarche.Evaluation;

/// <summary>How an evaluation measures its own uncertainty. Defaults stand here and nowhere else.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Bootstrap samples; 0 for none, then there are no intervals.</summary>
    public int BootstrapSamples { get; init; } = 1000;

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Group of each row (near-duplicates): whole groups are drawn, since their rows are right or wrong together. Null: each row is its
    /// own.
    /// </summary>
    public IReadOnlyList<int>? Groups { get; init; }
}
