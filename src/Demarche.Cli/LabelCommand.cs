using System.CommandLine;
using System.Diagnostics;
using Demarche.Output;
using Demarche.Texts;

namespace Demarche.Cli;

/// <summary><c>demarche label</c>: documents in, labelled paragraphs out.</summary>
internal static class LabelCommand
{
    private static readonly ReadOptions Defaults = new();

    private static readonly Argument<string[]> Inputs = new("INPUT")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = $"Files, folders, patterns such as \"docs/**/*.txt\", or - for standard input. Endings: {InputFormats.List}.",
    };

    private static readonly Option<string?> Model = new("--model", "-m") { HelpName = "MODEL", Description = "Model folder, or its name in a folder \"models\". Default: default." };
    private static readonly Option<string?> OutputPath = new("--output", "-o") { HelpName = "OUT", Description = "Write to this file (.jsonl, .csv); it appears when it is complete. Default: standard output." };
    private static readonly Option<string?> Format = OutputFormats.CreateOption();
    private static readonly Option<bool> Whole = new("--whole") { Description = "Label each document or record as one paragraph." };
    private static readonly Option<int> Threads = new("--threads") { HelpName = "N", Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string?> EncodingName = new("--encoding") { HelpName = "NAME", Description = $"Encoding of inputs without a byte order mark: {TextEncodings.Examples} … Default: utf-8." };
    private static readonly Option<string> IdField = new("--id-field") { HelpName = "NAME", Description = "Column or key of the id in records.", DefaultValueFactory = _ => Defaults.IdField };
    private static readonly Option<string> TextField = new("--text-field") { HelpName = "NAME", Description = "Column or key of the text in records.", DefaultValueFactory = _ => Defaults.TextField };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("label", "Label the paragraphs of documents.")
        {
            Inputs, Model, OutputPath, Format, Whole, Threads, EncodingName, IdField, TextField,
        };
        Threads.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 1024))
                result.AddError($"--threads is \"{result.Tokens[0].Value}\", expected a whole number from 1 to 1024.");
        });
        EncodingName.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && TextEncodings.Find(result.Tokens[0].Value) is null)
                result.AddError($"Unknown encoding \"{result.Tokens[0].Value}\". Known are, among others: {TextEncodings.Examples}.");
        });
        // On a thread of its own, so that Ctrl-C ends even a run that waits for standard input.
        command.SetAction((args, cancel) => Task.Run(() => Run(args, cancel), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult args, CancellationToken cancel)
    {
        var outputPath = args.GetValue(OutputPath);
        var format = OutputFormats.Choose(args.GetValue(Format), outputPath);
        var talk = new Talk(args.InvocationConfiguration.Error);
        var found = FindInputs(args.GetValue(Inputs)!, outputPath, talk);
        if (found.Inputs.Count == 0)
            return ExitCodes.Failed;
        var labeler = Labeler.Load(ModelFinder.Find(args.GetValue(Model)));
        var missing = talk.Faults;
        var run = LabelRun.With(labeler, Options(args), talk.Fault);
        var clock = Stopwatch.StartNew();
        using var output = OutputTarget.Open(outputPath);
        using (Progress.Show(talk, run, found.Inputs.Count, toTerminal: outputPath is null && !Console.IsOutputRedirected))
            run.Run(found.Inputs, OutputFormats.CreateWriter(format, output, labeler), args.GetValue(Threads), cancel);
        var code = ExitCodes.Of(run.Totals, missing);
        if (code != ExitCodes.Failed)
            output.Commit();
        talk.Say(Summary.Of(run.Totals, missing, clock.Elapsed));
        return code;
    }

    private static InputList FindInputs(string[] arguments, string? outputPath, Talk talk)
    {
        var found = InputFinder.Find(arguments, talk.Fault);
        if (found.Skipped > 0)
            talk.Say($"Passed over {Summary.Count(found.Skipped, "file")} of other endings than {InputFormats.List}.");
        if (found.Repeated > 0)
            talk.Say($"{Summary.Count(found.Repeated, "file")} named more than once, read once.");
        if (outputPath is null || !found.Inputs.Any(i => IsSame(i, outputPath)))
            return found;
        // The output of an earlier run must not become an input of the next.
        talk.Say($"{outputPath} is the output, so it is not read.");
        return found with { Inputs = [.. found.Inputs.Where(i => !IsSame(i, outputPath))] };
    }

    private static bool IsSame(TextInput input, string path) =>
        input.Path != "-" && string.Equals(Path.GetFullPath(input.Path), Path.GetFullPath(path), StringComparison.Ordinal);

    private static ReadOptions Options(ParseResult args) => new()
    {
        Encoding = args.GetValue(EncodingName),
        IdField = args.GetValue(IdField)!,
        TextField = args.GetValue(TextField)!,
        Whole = args.GetValue(Whole),
    };
}
