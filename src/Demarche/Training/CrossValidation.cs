using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Training;

/// <summary>
/// Cross-validation: each fold is scored by a model that was trained without it. Near-duplicates share a fold.
/// </summary>
internal static class CrossValidation
{
    /// <summary>
    /// Decisions for the rows of a corpus, in its order, each by a model that saw neither the row nor a near-duplicate of it. Calibration and thresholds
    /// for a fold come from the out-of-fold logits of the other folds.
    /// </summary>
    public static Decision[] Run(LabelledCorpus corpus, TrainingOptions options, int folds, Action<string>? progress)
    {
        var set = new TrainingSet(corpus, options);
        var foldOf = FoldOf(set, folds, options.Seed);
        var logits = SecondStage.OutOfFold(set, OutOfFoldLogits(set, foldOf, folds, options.Threads, progress), foldOf, folds, options);
        return Decide(set, logits, foldOf, folds);
    }

    /// <summary>Decides each row, in corpus order, with what the out-of-fold logits of the other folds teach.</summary>
    public static Decision[] Decide(TrainingSet set, double[][] logits, int[] foldOf, int folds)
    {
        var byId = new Dictionary<string, Decision>(StringComparer.Ordinal);
        for (var fold = 0; fold < folds; fold++)
        {
            var decider = Fit(set, logits, [.. Enumerable.Range(0, set.Rows.Length).Where(i => foldOf[i] != fold)]);
            for (var i = 0; i < set.Rows.Length; i++)
                if (foldOf[i] == fold)
                    byId[set.Rows[i].Id] = decider.Decide(logits[i].AsSpan().ToArray());
        }
        return [.. set.Corpus.Rows.Select(r => byId[r.Id])];
    }

    /// <summary>Folds of the rows of a training set.</summary>
    public static int[] FoldOf(TrainingSet set, int folds, ulong seed) => Folds.Split(new LabelledCorpus(set.Rows), folds, seed);

    /// <summary>For each row the logits of all outputs by the model of the folds that it is not in.</summary>
    public static double[][] OutOfFoldLogits(TrainingSet set, int[] foldOf, int folds, int threads, Action<string>? progress)
    {
        var logits = new double[set.Rows.Length][];
        var done = 0;
        Parallel.For(0, folds, new ParallelOptions { MaxDegreeOfParallelism = threads }, fold =>
        {
            var table = set.Fit([.. Enumerable.Range(0, set.Rows.Length).Where(i => foldOf[i] != fold)]);
            for (var i = 0; i < logits.Length; i++)
                if (foldOf[i] == fold)
                    logits[i] = set.Logits(table, i);
            progress?.Invoke($"fold {Interlocked.Increment(ref done)} of {folds}");
        });
        return logits;
    }

    /// <summary>Calibration and thresholds from the logits of some rows.</summary>
    public static Decider Fit(TrainingSet set, double[][] logits, IReadOnlyList<int> use) =>
        new(set.Schema, [.. set.Schema.Tasks.Select(t => Calibrator.Fit(t, logits, set.Labels, set.RowsOf(t, use), set.PriorOf(t)))]);
}
