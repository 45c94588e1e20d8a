namespace Demarche.Evaluation;

/// <summary>How often one label was given and right. Ratios are null where they are not defined, never 0.</summary>
/// <param name="TruePositives">Rows that have the label and were given it.</param>
/// <param name="FalsePositives">Rows that were given the label and do not have it.</param>
/// <param name="FalseNegatives">Rows that have the label and were not given it.</param>
/// <param name="TrueNegatives">Rows without the label that were not given it.</param>
internal readonly record struct LabelCounts(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>Rows that have the label.</summary>
    public int Support => TruePositives + FalseNegatives;

    /// <summary>TP / (TP + FP): of the rows that were given the label, the share that have it. Undefined where none was given it.</summary>
    public double? Precision => Ratio.Of(TruePositives, TruePositives + FalsePositives);

    /// <summary>TP / (TP + FN): of the rows that have the label, the share that were given it. Undefined where none has it.</summary>
    public double? Recall => Ratio.Of(TruePositives, TruePositives + FalseNegatives);

    /// <summary>
    /// 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall. Undefined where the label neither occurs nor was given.
    /// </summary>
    public double? F1 => Ratio.Of(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Adds counts, cell by cell.</summary>
    public static LabelCounts operator +(LabelCounts a, LabelCounts b) => new(a.TruePositives + b.TruePositives,
        a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives, a.TrueNegatives + b.TrueNegatives);
}

/// <summary>Division that knows when it is not defined.</summary>
internal static class Ratio
{
    /// <summary>Part over whole, or null where there is no whole.</summary>
    public static double? Of(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
