using Demarche.Labels;
using Demarche.Scoring;

namespace Demarche.Training;

/// <summary>
/// Trains the forests that decide a task over the first stage's logits and dense features. They learn from out-of-fold logits: on rows that the first
/// stage trained on, its logits would look far better than they are on new text.
/// </summary>
internal static class SecondStage
{
    /// <summary>Fits the forest of each task that has a second stage, on all rows that train it.</summary>
    public static IReadOnlyList<TaskForest> Fit(TrainingSet set, double[][] logits, TrainingOptions options) =>
        [.. Tasks(set.Schema, options).Select(task => new TaskForest(task.Name, Fit(set, task, logits, [.. Enumerable.Range(0, set.Rows.Length)], options)))];

    /// <summary>The logits with those of second-stage tasks replaced by out-of-fold forest scores.</summary>
    public static double[][] OutOfFold(TrainingSet set, double[][] logits, int[] foldOf, int folds, TrainingOptions options)
    {
        var staged = Array.ConvertAll(logits, row => row.ToArray());
        foreach (var task in Tasks(set.Schema, options))
            for (var fold = 0; fold < folds; fold++)
            {
                var forest = Fit(set, task, logits, [.. Enumerable.Range(0, set.Rows.Length).Where(i => foldOf[i] != fold)], options);
                for (var i = 0; i < staged.Length; i++)
                    if (foldOf[i] == fold)
                        forest.Logits(set.DenseRow(i, logits[i]), staged[i].AsSpan(task.FirstOutput, task.Labels.Count));
            }
        return staged;
    }

    private static IEnumerable<TaskSchema> Tasks(Schema schema, TrainingOptions options) =>
        schema.Tasks.Where(t => t.Type == TaskType.OneOf && options.SecondStageTasks.Contains(t.Name, StringComparer.Ordinal));

    private static Forest Fit(TrainingSet set, TaskSchema task, double[][] logits, int[] among, TrainingOptions options)
    {
        var use = set.RowsOf(task, among);
        var rows = use.Select(i => set.DenseRow(i, logits[i])).ToArray();
        var labels = use.Select(i => System.Numerics.BitOperations.TrailingZeroCount((set.Labels[i] & task.Mask) >> task.FirstOutput)).ToArray();
        return ForestTrainer.Fit(rows, labels, task.Labels.Count, new ForestOptions(options.Trees, options.TreeLeaves, options.LeafRows, options.Seed), options.Threads);
    }
}
