using System.Text.Json;
using System.Text.Json.Serialization;

namespace Demarche.Labels;

/// <summary>How many labels of a task a paragraph gets.</summary>
public enum TaskType
{
    /// <summary>Exactly one label.</summary>
    OneOf,

    /// <summary>Any number of labels, also none.</summary>
    MultiLabel,
}

/// <summary>One task: a name and its labels. Labels are outputs <c>FirstOutput … FirstOutput + Labels.Count - 1</c> of the model.</summary>
/// <param name="Name">Name of the task; also the column of the corpus and the field of the output record.</param>
/// <param name="Type">One label or any number.</param>
/// <param name="Labels">Label names in output order.</param>
/// <param name="Scores">Whether records carry the probability of each label.</param>
/// <param name="FirstOutput">Index of the first label among the outputs of all tasks.</param>
public sealed record TaskSchema(string Name, TaskType Type, IReadOnlyList<string> Labels, bool Scores, int FirstOutput)
{
    /// <summary>Position of a label in <see cref="Labels"/>, or -1.</summary>
    public int IndexOf(string label)
    {
        for (var i = 0; i < Labels.Count; i++)
            if (string.Equals(Labels[i], label, StringComparison.Ordinal))
                return i;
        return -1;
    }

    /// <summary>The outputs of this task as a bit mask.</summary>
    public ulong Mask => ((1UL << Labels.Count) - 1) << FirstOutput;
}

/// <summary>"When task T has label L, task S has exactly these labels": what no score can overrule (boilerplate has no topics).</summary>
/// <param name="WhenMask">Bit of the output that triggers the rule.</param>
/// <param name="ClearMask">Outputs of the tasks that the rule decides.</param>
/// <param name="SetMask">Outputs that the rule chooses among them.</param>
public readonly record struct SchemaRule(ulong WhenMask, ulong ClearMask, ulong SetMask);

/// <summary>The tasks of a model, read from <c>schema.json</c>. Immutable.</summary>
public sealed class Schema
{
    /// <summary>Most outputs that all tasks together may have (one bit each in a <see cref="Decision"/>).</summary>
    public const int MaxOutputs = 64;

    private readonly SchemaJson _json;

    private Schema(SchemaJson json, IReadOnlyList<TaskSchema> tasks, IReadOnlyList<SchemaRule> rules)
    {
        _json = json;
        Tasks = tasks;
        Rules = rules;
        OutputCount = tasks.Sum(t => t.Labels.Count);
    }

    /// <summary>Tasks in the order of the file, which is the order of fields in records.</summary>
    public IReadOnlyList<TaskSchema> Tasks { get; }

    /// <summary>Rules, applied in order after scoring.</summary>
    public IReadOnlyList<SchemaRule> Rules { get; }

    /// <summary>Labels of all tasks together.</summary>
    public int OutputCount { get; }

    /// <summary>The task of this name, or null.</summary>
    public TaskSchema? Find(string task) => Tasks.FirstOrDefault(t => string.Equals(t.Name, task, StringComparison.Ordinal));

    /// <summary>Reads a schema file.</summary>
    /// <exception cref="DataException">The file is missing, is no JSON or breaks a rule; the message names file, finding and remedy.</exception>
    public static Schema Load(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (IOException e)
        {
            throw new DataException($"{path}: cannot be read: {e.Message} Expected a schema file; see seeds/schema.json for one.");
        }
    }

    /// <summary>Reads a schema from UTF-8 JSON; <paramref name="source"/> names it in errors.</summary>
    public static Schema Parse(ReadOnlySpan<byte> utf8, string source)
    {
        try
        {
            var json = JsonSerializer.Deserialize(utf8, SchemaJsonContext.Default.SchemaJson)
                ?? throw new DataException($"{source}: found null, expected an object with \"tasks\".");
            return HasNull(json) ? throw new DataException($"{source}: found null in a list, expected a task, label or rule.") : Build(json, source);
        }
        catch (JsonException e)
        {
            throw new DataException($"{source}:{(e.LineNumber ?? 0) + 1}: {e.Message}");
        }
    }

    /// <summary>The schema as JSON, as it goes into a model's card.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(_json, SchemaJsonContext.Default.SchemaJson);

    // The reader refuses null properties; entries of lists it lets through.
    private static bool HasNull(SchemaJson json) =>
        json.Tasks.Any(t => t is null || t.Labels.Contains(null!))
        || json.Rules?.Any(r => r is null || r.Then.Values.Any(labels => labels is null || labels.Contains(null!))) == true;

    private static Schema Build(SchemaJson json, string source)
    {
        if (json.Format != 1)
            throw new DataException($"{source}: found format {json.Format}, expected 1. A newer Demarche may have written it.");
        var tasks = new List<TaskSchema>();
        var first = 0;
        foreach (var task in json.Tasks)
        {
            CheckTask(task, tasks, source);
            tasks.Add(new TaskSchema(task.Name, task.Type == "one-of" ? TaskType.OneOf : TaskType.MultiLabel, task.Labels, task.Scores, first));
            first += task.Labels.Length;
        }
        if (first is 0 or > MaxOutputs)
            throw new DataException($"{source}: found {first} labels over all tasks, expected 1 to {MaxOutputs}.");
        return new Schema(json, tasks, [.. (json.Rules ?? []).Select(r => BuildRule(r, tasks, source))]);
    }

    private static void CheckTask(TaskJson task, List<TaskSchema> before, string source)
    {
        if (task.Type is not ("one-of" or "multi-label"))
            throw new DataException($"{source}: task \"{task.Name}\" has type \"{task.Type}\", expected \"one-of\" or \"multi-label\".");
        if (string.IsNullOrWhiteSpace(task.Name) || before.Any(t => t.Name == task.Name))
            throw new DataException($"{source}: task name \"{task.Name}\" is empty or stands twice, expected a name of its own for each task.");
        if (task.Labels.Length == 0 || task.Labels.Distinct(StringComparer.Ordinal).Count() != task.Labels.Length
            || task.Labels.Any(l => l.Length == 0 || l.Contains('|')))
            throw new DataException($"{source}: task \"{task.Name}\" needs labels that are not empty, stand once and hold no \"|\".");
        if (task.Type == "one-of" && task.Labels.Length < 2)
            throw new DataException($"{source}: task \"{task.Name}\" is one-of with {task.Labels.Length} label, expected at least 2.");
    }

    private static SchemaRule BuildRule(RuleJson rule, List<TaskSchema> tasks, string source)
    {
        TaskSchema Task(string name) => tasks.Find(t => t.Name == name)
            ?? throw new DataException($"{source}: a rule names task \"{name}\", expected one of {string.Join(", ", tasks.Select(t => t.Name))}.");
        ulong Bit(TaskSchema task, string label) => task.IndexOf(label) is >= 0 and var i
            ? 1UL << (task.FirstOutput + i)
            : throw new DataException($"{source}: a rule names label \"{label}\" of {task.Name}, expected one of {string.Join(", ", task.Labels)}.");

        ulong clear = 0, set = 0;
        foreach (var (name, labels) in rule.Then)
        {
            clear |= Task(name).Mask;
            foreach (var label in labels)
                set |= Bit(Task(name), label);
        }
        return new SchemaRule(Bit(Task(rule.When.Task), rule.When.Label), clear, set);
    }
}

internal sealed class SchemaJson
{
    public required int Format { get; init; }
    public required TaskJson[] Tasks { get; init; }
    public RuleJson[]? Rules { get; init; }
}

internal sealed class TaskJson
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string[] Labels { get; init; }
    public bool Scores { get; init; }
}

internal sealed class RuleJson
{
    public required WhenJson When { get; init; }
    public required Dictionary<string, string[]> Then { get; init; }
}

internal sealed class WhenJson
{
    public required string Task { get; init; }
    public required string Label { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SchemaJson))]
internal sealed partial class SchemaJsonContext : JsonSerializerContext;
