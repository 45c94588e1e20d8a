using System.Numerics;
using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Evaluation;

/// <summary>Compares what a model decided with what readers decided.</summary>
internal static class Evaluator
{
    /// <summary>
    /// Measures every task over all rows and over those of each gold language.
    /// A row counts for a task when its gold labels know the task, and no rule of the schema decides the task for it: a boilerplate row has
    /// no topics by definition, so it counts under its kind only.
    /// </summary>
    /// <param name="schema">Tasks and labels.</param>
    /// <param name="gold">Rows with the readers' labels.</param>
    /// <param name="predicted">The decision on each row.</param>
    /// <param name="options">Bootstrap.</param>
    public static EvaluationReport Evaluate(
        Schema schema, IReadOnlyList<CorpusRow> gold, IReadOnlyList<Decision> predicted, EvaluationOptions options)
    {
        if (gold.Count != predicted.Count || options.Groups is { } groups && groups.Count != gold.Count)
            throw new ArgumentException("Found lists of different lengths, expected a decision, and a group if there are any, for each gold row.");
        var all = Enumerable.Range(0, gold.Count).ToArray();
        var slices = new List<SliceReport> { Slice(null, all) };
        if (schema.Find("language") is { } language)
            for (var i = 0; i < language.Labels.Count; i++)
            {
                var bit = 1UL << (language.FirstOutput + i);
                if (Array.FindAll(all, r => (gold[r].Labels & gold[r].Known & bit) != 0) is { Length: > 0 } rows)
                    slices.Add(Slice(language.Labels[i], rows));
            }
        return new EvaluationReport(slices);

        SliceReport Slice(string? name, int[] rows) =>
            new(name, rows.Length, [.. schema.Tasks.Select(t => Measure(schema, t, rows, gold, predicted, options))]);
    }

    /// <summary>Whether a row counts for a task.</summary>
    public static bool Counts(Schema schema, TaskSchema task, CorpusRow row) => Knows(task, row) && !DecidedByRule(schema, task, row);

    private static bool Knows(TaskSchema task, CorpusRow row) => (row.Known & task.Mask) == task.Mask;

    private static bool DecidedByRule(Schema schema, TaskSchema task, CorpusRow row) =>
        schema.Rules.Any(r => (r.ClearMask & task.Mask) != 0 && (row.Labels & row.Known & r.WhenMask) != 0);

    private static TaskReport Measure(
        Schema schema, TaskSchema task, int[] slice,
        IReadOnlyList<CorpusRow> gold, IReadOnlyList<Decision> predicted, EvaluationOptions options)
    {
        var known = Array.FindAll(slice, r => Knows(task, gold[r]));
        var rows = Array.FindAll(known, r => !DecidedByRule(schema, task, gold[r]));
        var kinds = new OutcomeKinds();
        var kindOfRow = Array.ConvertAll(rows, r => kinds.IndexOf(OutcomeOf(task, gold[r], predicted[r])));
        var counts = kinds.Count(task, kindOfRow);
        var values = Figures.Of(counts);
        var groups = options.Groups is { } g ? Array.ConvertAll(rows, r => g[r]) : null;
        var bounds = Bootstrap.Intervals(
            kindOfRow, groups, kinds.Outcomes.Count, times => Figures.Of(new TaskCounts(task, kinds.Outcomes, times)), options);
        var agreements = rows.Select(r => gold[r].Agreement).OfType<double>().ToArray();
        return Figures.Report(counts, known.Length - rows.Length, values, bounds, agreements.Length == 0 ? null : agreements.Average());
    }

    private static Outcome OutcomeOf(TaskSchema task, CorpusRow row, Decision decision)
    {
        var gold = (row.Labels & task.Mask) >> task.FirstOutput;
        var predicted = (decision.Chosen & task.Mask) >> task.FirstOutput;
        if (task.Type == TaskType.OneOf && (BitOperations.PopCount(gold) != 1 || BitOperations.PopCount(predicted) != 1))
            throw new ArgumentException($"Row \"{row.Id}\" has not exactly one gold and one decided label of {task.Name}, which is one-of.");
        return new Outcome(gold, predicted, decision.Uncertain);
    }
}

/// <summary>Numbers the different outcomes that occur.</summary>
internal sealed class OutcomeKinds
{
    private readonly Dictionary<Outcome, int> _index = [];
    private readonly List<Outcome> _outcomes = [];

    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    public int IndexOf(Outcome outcome)
    {
        if (_index.TryAdd(outcome, _outcomes.Count))
            _outcomes.Add(outcome);
        return _index[outcome];
    }

    public TaskCounts Count(TaskSchema task, int[] kindOfRow)
    {
        var times = new int[_outcomes.Count];
        foreach (var kind in kindOfRow)
            times[kind]++;
        return new TaskCounts(task, _outcomes, times);
    }
}
