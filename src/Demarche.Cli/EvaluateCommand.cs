using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;
using Demarche.Training;

namespace Demarche.Cli;

/// <summary><c>demarche evaluate</c>: measures a model on gold files, or a corpus by cross-validation.</summary>
internal static class EvaluateCommand
{
    private const double IntervalLevel = 0.95;

    private static readonly EvaluationOptions Defaults = new();

    private static readonly Argument<string[]> Inputs = new("GOLD")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Labelled .csv files, or folders of them. With --folds: the corpus.",
    };

    private static readonly Option<string?> Model = new("--model", "-m")
        { HelpName = "MODEL", Description = "Model folder, or its name in a folder \"models\". Default: default." };

    private static readonly Option<bool> Json = new("--json")
        { Description = "Print JSON instead of tables: every figure with its interval, for each language." };

    private static readonly Option<string?> Errors = new("--errors")
        { HelpName = "FILE", Description = "Also write a CSV file with a line for each row and task that is wrong." };

    private static readonly Option<int> Threads = InRange(1, 1024, new Option<int>("--threads")
        { HelpName = "N", Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount });

    private static readonly Option<int?> FoldCount = InRange(2, 20, new Option<int?>("--folds")
        { HelpName = "K", Description = "Cross-validate the corpus in K folds instead of measuring a model." });

    private static readonly Option<string?> Lexicon = new("--lexicon")
        { HelpName = "DIR", Description = "With --folds: lexicon folder. Default: \"lexicon\" beside the corpus." };

    private static readonly Option<string?> SchemaFile = new("--schema")
        { HelpName = "FILE", Description = "With --folds: schema file. Default: \"schema.json\" beside the corpus." };

    private static readonly Option<ulong> Seed = new("--seed")
        { HelpName = "N", Description = "With --folds: seed of folds and training.", DefaultValueFactory = _ => 1 };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "Measure a model on gold files, or cross-validate a corpus.")
        {
            Inputs, Model, Json, Errors, Threads, FoldCount, Lexicon, SchemaFile, Seed,
        };
        command.Validators.Add(CheckTogether);
        command.SetAction(Run);
        return command;
    }

    private static Option<T> InRange<T>(int low, int high, Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= low && n <= high))
                result.AddError(string.Create(CultureInfo.InvariantCulture,
                    $"{option.Name} is \"{token.Value}\", expected a whole number from {low} to {high}."));
        });
        return option;
    }

    // No option is ignored in silence: one that does not fit the way of measuring is an error.
    private static void CheckTogether(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };

        if (!Given(FoldCount))
        {
            foreach (var option in new Option[] { Lexicon, SchemaFile, Seed }.Where(Given))
                result.AddError($"{option.Name} needs --folds: a trained model carries its own.");
        }
        else if (Given(Model))
            result.AddError("--model cannot stand with --folds: cross-validation trains models of its own.");
    }

    private static int Run(ParseResult args)
    {
        var run = args.GetValue(FoldCount) is { } folds ? CrossValidate(args, folds) : MeasureModel(args);
        if (args.GetValue(Errors) is { } errors)
            WriteErrors(errors, run);
        var output = args.InvocationConfiguration.Output;
        var reports = Reports(run);
        if (args.GetValue(Json))
            output.Write(Encoding.UTF8.GetString(EvaluationJson.Write(Document(run, reports))));
        else
            EvaluationView.Print(output, output == Console.Out && !Console.IsOutputRedirected, run.Title, reports, Defaults);
        return ExitCodes.Done;
    }

    private static EvaluationRun MeasureModel(ParseResult args)
    {
        var labeler = Labeler.Load(ModelFinder.Find(args.GetValue(Model)));
        var gold = CorpusReader.Read(args.GetValue(Inputs)!, labeler.Schema, CorpusRules.Gold);
        var (decisions, probabilities) = GoldRun.Label(labeler, gold.Rows, args.GetValue(Threads));
        return new EvaluationRun(labeler.Schema, gold.Rows, decisions, probabilities, $"Model {labeler.Name}", labeler.Name, null);
    }

    private static EvaluationRun CrossValidate(ParseResult args, int folds)
    {
        var inputs = args.GetValue(Inputs)!;
        var options = new TrainingOptions
        {
            LexiconFolder = SeedFiles.Lexicon(args.GetValue(Lexicon), inputs[0]),
            SchemaPath = SeedFiles.Schema(args.GetValue(SchemaFile), inputs[0]),
            Seed = args.GetValue(Seed),
            Threads = args.GetValue(Threads),
        };
        var schema = Schema.Load(options.SchemaPath);
        var corpus = CorpusReader.Read(inputs, schema, CorpusRules.Training);
        if (corpus.Rows.Count < folds)
            throw new DataException(string.Create(CultureInfo.InvariantCulture,
                $"{string.Join(", ", inputs)}: found {corpus.Rows.Count} rows, expected at least one for each of {folds} folds."));
        var decisions = CrossValidation.Run(corpus, options, folds, new Talk(args.InvocationConfiguration.Error).Say);
        var title = string.Create(CultureInfo.InvariantCulture,
            $"Cross-validation in {folds} folds, seed {options.Seed}, corpus {corpus.Digest[..8]}");
        return new EvaluationRun(schema, corpus.Rows, decisions, null, title, null,
            new CrossValidationJson(folds, options.Seed, corpus.Digest));
    }

    /// <summary>One report for each file, and one over all when there are several. Cross-validation is always over all.</summary>
    private static List<(string Name, EvaluationReport Report)> Reports(EvaluationRun run)
    {
        var all = Enumerable.Range(0, run.Rows.Count).ToArray();
        if (run.CrossValidation is not null)
            return [("cross-validation", Report(run, all))];
        var files = all.GroupBy(i => run.Rows[i].File, StringComparer.Ordinal);
        var reports = files.Select(file => (file.Key, Report(run, [.. file]))).ToList();
        if (reports.Count != 1)
            reports.Add(("all", Report(run, all)));
        return reports;
    }

    private static EvaluationReport Report(EvaluationRun run, int[] rows)
    {
        var gold = Array.ConvertAll(rows, i => run.Rows[i]);
        var groups = NearDuplicates.Group(Array.ConvertAll(gold, r => r.Text));
        return Evaluator.Evaluate(run.Schema, gold, Array.ConvertAll(rows, i => run.Decisions[i]), Defaults with { Groups = groups });
    }

    private static EvaluationDocument Document(EvaluationRun run, List<(string Name, EvaluationReport Report)> reports) => new(
        run.Model, run.CrossValidation, new BootstrapJson(Defaults.BootstrapSamples, Defaults.Seed, IntervalLevel),
        [.. reports.Select(r => EvaluationJson.ToJson(r.Name, r.Report))]);

    private static void WriteErrors(string path, EvaluationRun run)
    {
        try
        {
            using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
            ErrorList.Write(file, run.Schema, run.Rows, run.Decisions, run.Probabilities);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be written: {e.Message} Name another file with --errors.");
        }
    }

    /// <summary>Rows and what was decided on them.</summary>
    private sealed record EvaluationRun(
        Schema Schema, IReadOnlyList<CorpusRow> Rows, Decision[] Decisions, double[][]? Probabilities,
        string Title, string? Model, CrossValidationJson? CrossValidation);
}
