using System.CommandLine;
using System.CommandLine.Help;

namespace Demarche.Cli;

/// <summary>The command <c>demarche</c>.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => RunAsync(args, new InvocationConfiguration());

    /// <summary>Runs one command line and gives its exit code. Never throws.</summary>
    internal static async Task<int> RunAsync(IReadOnlyList<string> args, InvocationConfiguration configuration)
    {
        configuration.EnableDefaultExceptionHandler = false;
        try
        {
            // No response files: a document may be called "@posts.txt".
            var parsed = CreateRoot().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (UsageErrors.Print(parsed, args, configuration.Error))
                return ExitCodes.Usage;
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception e)
        {
            return ExitCodes.Of(e, configuration.Error);
        }
    }

    // A plain command, not RootCommand, which would call itself by the name of the assembly. (That cannot be "demarche" beside "Demarche".)
    internal static Command CreateRoot() => new("demarche", "Label paragraphs of news by topic and by stance towards the Russian government.")
    {
        new HelpOption(),
        new VersionOption(),
        LabelCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        ModelsCommand.Create(),
    };
}
