using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Demarche.Cli;

/// <summary><c>demarche models</c>: the models that can be named.</summary>
internal static class ModelsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("models", "List the models that can be found by name.");
        command.SetAction(args => Run(args.InvocationConfiguration.Output, args.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(TextWriter output, TextWriter error)
    {
        var models = ModelFinder.All();
        if (models.Count == 0)
            throw new DataException($"No models found. Train one with \"demarche train\", or name their folder in {ModelFinder.Variable}.");
        var broken = 0;
        foreach (var folder in models)
        {
            try
            {
                Print(output, Labeler.Load(folder), folder);
            }
            catch (DataException e)
            {
                broken++;
                error.WriteLine(e.Message);
            }
        }
        return broken == 0 ? ExitCodes.Done : broken < models.Count ? ExitCodes.Refused : ExitCodes.Failed;
    }

    /// <summary>What a user chooses a model by; the whole card is the file model.json.</summary>
    private static void Print(TextWriter output, Labeler labeler, string folder)
    {
        var card = labeler.Card;
        output.WriteLine($"{labeler.Name}  {folder}");
        foreach (var task in labeler.Schema.Tasks)
            output.WriteLine($"  {task.Name}: {string.Join(", ", task.Labels)}{Figure(card.CrossValidation, task.Name)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  made by {card.Trainer} from {card.Training.Paragraphs} paragraphs (corpus {card.Training.CorpusDigest[..8]}) and {card.Training.Concepts} concepts; {card.Weights.Bytes / 1e6:F1} MB"));
    }

    private static string Figure(JsonElement? report, string task)
    {
        try
        {
            return report?.GetProperty("slices")[0].GetProperty("tasks").EnumerateArray().FirstOrDefault(t => t.GetProperty("task").GetString() == task) is
                { ValueKind: JsonValueKind.Object } found && found.GetProperty("macroF1").GetProperty("value") is { ValueKind: JsonValueKind.Number } value
                ? string.Create(CultureInfo.InvariantCulture, $" (macro-F1 {value.GetDouble():F2} in cross-validation)") : "";
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return ""; // A card with figures of another shape still labels; it only has nothing to show here.
        }
    }
}
