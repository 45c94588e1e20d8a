using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>Labels gold rows with a model.</summary>
internal static class GoldRun
{
    /// <summary>
    /// The decision on each row's text as a whole, and the probabilities of all outputs of the schema.
    /// The same for any number of threads: each row is labelled alone.
    /// </summary>
    public static (Decision[] Decisions, double[][] Probabilities) Label(Labeler labeler, IReadOnlyList<CorpusRow> rows, int threads)
    {
        var decisions = new Decision[rows.Count];
        var probabilities = new double[rows.Count][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, rows.Count, options, labeler.CreateScratch, (i, _, scratch) =>
        {
            probabilities[i] = new double[labeler.Schema.OutputCount];
            decisions[i] = labeler.Label(rows[i].Text, scratch, probabilities[i]);
            return scratch;
        }, _ => { });
        return (decisions, probabilities);
    }
}
