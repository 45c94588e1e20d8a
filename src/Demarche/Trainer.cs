using System.Text.Json;
using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;
using Demarche.ModelFiles;
using Demarche.Scoring;
using Demarche.Training;

namespace Demarche;

/// <summary>From a corpus to a model folder: out-of-fold logits, calibration, the final fit on everything, the card.</summary>
public static class Trainer
{
    /// <summary>Trains a model on a labelled corpus and writes its folder. The same corpus and options give the same bytes.</summary>
    /// <param name="corpus">CSV files or folders of them, with the columns id, text and one for each task of the schema.</param>
    /// <param name="options">Lexicon, schema, features, solver.</param>
    /// <param name="modelFolder">Where to write <c>model.json</c> and <c>weights.bin</c>.</param>
    /// <param name="progress">Told of each step, from any thread.</param>
    /// <exception cref="DataException">Corpus, lexicon, schema or options are not as expected; all faults of the corpus are listed at once.</exception>
    public static void Train(IEnumerable<string> corpus, TrainingOptions options, string modelFolder, Action<string>? progress = null) =>
        Train(CorpusReader.Read(corpus, Schema.Load(options.SchemaPath), CorpusRules.Training), options, modelFolder, progress);

    /// <summary>The same for a corpus that is read; gives the decisions of the cross-validation, in corpus order.</summary>
    internal static Decision[] Train(LabelledCorpus corpus, TrainingOptions options, string folder, Action<string>? progress)
    {
        options.Validate();
        if (corpus.Rows.Count < options.CalibrationFolds)
            throw new DataException($"The corpus holds {corpus.Rows.Count} rows, expected at least one for each of {options.CalibrationFolds} folds.");
        progress?.Invoke($"extracting features of {corpus.Rows.Count} paragraphs");
        var set = new TrainingSet(corpus, options);
        var foldOf = CrossValidation.FoldOf(set, options.CalibrationFolds, options.Seed);
        var all = Enumerable.Range(0, set.Rows.Length).ToArray();

        // The final fit runs beside the folds: it needs nothing of them.
        var final = options.Threads > 1 ? Task.Run(() => set.Fit(all)) : null;
        var logits = CrossValidation.OutOfFoldLogits(set, foldOf, options.CalibrationFolds, options.Threads, progress);
        var table = final?.Result ?? set.Fit(all);
        progress?.Invoke("second stage");
        var forests = SecondStage.Fit(set, logits, options);
        var staged = SecondStage.OutOfFold(set, logits, foldOf, options.CalibrationFolds, options);
        progress?.Invoke("calibrating");
        var decider = CrossValidation.Fit(set, staged, all);
        var weights = WeightsFile.Write(set.Lexicon, table, forests);
        var decisions = CrossValidation.Decide(set, staged, foldOf, options.CalibrationFolds);
        ModelFolder.Write(folder, Card(set, options, decider, table, forests, weights, Figures(set, decisions)), weights);
        return decisions;
    }

    private static JsonElement Figures(TrainingSet set, Decision[] decisions)
    {
        // In the order of ids: intervals come from samples of rows, and the order of a corpus must not show in its card.
        var byId = set.Corpus.Rows.Zip(decisions).OrderBy(r => r.First.Id, StringComparer.Ordinal).ToArray();
        var groups = NearDuplicates.Group([.. byId.Select(r => r.First.Text)]);
        var report = Evaluator.Evaluate(set.Schema, [.. byId.Select(r => r.First)], [.. byId.Select(r => r.Second)], new EvaluationOptions { Groups = groups });
        return JsonSerializer.SerializeToElement(EvaluationJson.ToJson("corpus, cross-validated", report), EvaluationJsonContext.Default.ReportJson);
    }

    private static ModelCard Card(TrainingSet set, TrainingOptions options, Decider decider, WeightTable table, IReadOnlyList<TaskForest> forests, byte[] weights,
        JsonElement figures) => new()
    {
        Format = ModelFolder.Format,
        Trainer = options.Trainer,
        Schema = set.Schema.ToJson(),
        Features = options.Features,
        Calibration = [.. set.Schema.Tasks.Select((t, i) => CalibrationJson.Of(t, decider.Calibrations[i]))],
        Training = new TrainingJson
        {
            Paragraphs = set.Rows.Length, CorpusDigest = set.Corpus.Digest, LexiconPatterns = set.Patterns.Count, Concepts = set.Lexicon.Concepts.Count,
            Seed = options.Seed, OneOfCost = options.OneOfCost, MultiLabelCost = options.MultiLabelCost, CalibrationFolds = options.CalibrationFolds,
            MaxPasses = options.MaxPasses, Tolerance = options.Tolerance,
            BlockVariances = options.BlockVariances.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value),
            TargetPriors = options.TargetPriors.OrderBy(v => v.Key, StringComparer.Ordinal).ToDictionary(v => v.Key, v => v.Value),
            Trees = options.Trees, TreeLeaves = options.TreeLeaves, LeafRows = options.LeafRows,
        },
        SecondStage = [.. forests.Select(f => f.Task)],
        Weights = new WeightsJson { Stride = table.Stride, Shift = table.Shift, Bytes = weights.Length, Sha256 = ModelFolder.Sha256(weights) },
        CrossValidation = figures,
    };
}
