using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;
using Demarche.Training;

namespace Demarche.Cli;

/// <summary><c>demarche train</c>: from a labelled corpus to a model folder.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string[]> Corpus = new("CORPUS") { Arity = ArgumentArity.OneOrMore, Description = "Labelled .csv files or folders of them." };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        HelpName = "MODEL", Description = "Model folder to write. Default: models/default.", DefaultValueFactory = _ => Path.Combine("models", ModelFinder.DefaultName),
    };

    private static readonly Option<string?> Lexicon = new("--lexicon") { HelpName = "DIR", Description = "Lexicon folder. Default: \"lexicon\" beside the corpus." };
    private static readonly Option<string?> SchemaFile = new("--schema") { HelpName = "FILE", Description = "Schema file. Default: schema.json beside the corpus." };

    private static readonly Option<string> TrainerName = new("--trainer")
    {
        HelpName = "NAME", Description = $"Trainer: {TrainingOptions.LogisticTrainer}.", DefaultValueFactory = _ => TrainingOptions.LogisticTrainer,
    };

    private static readonly Option<ulong> Seed = new("--seed") { HelpName = "N", Description = "Seed of folds and training. Default: 1.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = new("--threads") { HelpName = "N", Description = "Threads; they do not change the result. Default: all processors.", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("train", "Train a model on a labelled corpus, and report its cross-validation.")
        {
            Corpus, Output, Lexicon, SchemaFile, TrainerName, Seed, Threads,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(System.CommandLine.ParseResult args)
    {
        var clock = Stopwatch.StartNew();
        var error = TextWriter.Synchronized(args.InvocationConfiguration.Error);
        var inputs = args.GetValue(Corpus)!;
        var options = Options(args, inputs[0]);
        var schema = Schema.Load(options.SchemaPath);
        var corpus = CorpusReader.Read(inputs, schema, CorpusRules.Training);
        var folder = args.GetValue(Output)!;
        var decisions = Trainer.Train(corpus, options, folder, step => error.WriteLine(step));
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrote {Labeler.Load(folder).Name} to {folder} in {clock.Elapsed.TotalSeconds:F1} s"));
        Report(args, schema, corpus, decisions, options);
        return ExitCodes.Done;
    }

    private static TrainingOptions Options(ParseResult args, string corpus)
    {
        var options = new TrainingOptions
        {
            LexiconFolder = SeedFiles.Lexicon(args.GetValue(Lexicon), corpus),
            SchemaPath = SeedFiles.Schema(args.GetValue(SchemaFile), corpus),
            Trainer = args.GetValue(TrainerName)!,
            Seed = args.GetValue(Seed),
            Threads = args.GetValue(Threads),
        };
        if (options.Threads < 1)
            throw new UsageException($"--threads must be at least 1.");
        if (options.Trainer != TrainingOptions.LogisticTrainer)
            throw new UsageException($"Unknown trainer \"{options.Trainer}\". Known: {TrainingOptions.LogisticTrainer}.");
        return options;
    }

    private static void Report(ParseResult args, Schema schema, LabelledCorpus corpus, Decision[] decisions, TrainingOptions options)
    {
        var output = args.InvocationConfiguration.Output;
        var evaluation = new EvaluationOptions { Groups = NearDuplicates.Group([.. corpus.Rows.Select(r => r.Text)]) };
        var report = Evaluator.Evaluate(schema, corpus.Rows, decisions, evaluation);
        var title = string.Create(CultureInfo.InvariantCulture, $"Cross-validation in {options.CalibrationFolds} folds, seed {options.Seed}, corpus {corpus.Digest[..8]}");
        EvaluationView.Print(output, output == Console.Out && !Console.IsOutputRedirected, title, [("cross-validation", report)], evaluation);
    }
}
