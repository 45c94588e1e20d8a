using System.CommandLine;

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
                output.WriteLine($"{Labeler.Load(folder).Name}\t{folder}");
            }
            catch (DataException e)
            {
                broken++;
                error.WriteLine(e.Message);
            }
        }
        return broken == 0 ? ExitCodes.Done : broken < models.Count ? ExitCodes.Refused : ExitCodes.Failed;
    }
}
