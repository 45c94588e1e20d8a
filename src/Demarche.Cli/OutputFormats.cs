using System.CommandLine;
using Demarche.Output;

namespace Demarche.Cli;

/// <summary>Form of the output.</summary>
internal enum OutputFormat
{
    /// <summary>For a reader at a terminal.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>A table with a header.</summary>
    Csv,
}

/// <summary>Which form is meant, and its writer.</summary>
internal static class OutputFormats
{
    private const string Table = "table";
    private const string Jsonl = "jsonl";
    private const string Csv = "csv";

    public static Option<string?> CreateOption()
    {
        var option = new Option<string?>("--format")
        {
            HelpName = string.Join('|', Table, Jsonl, Csv),
            Description = "Form of the output. Default: by the ending of OUT; else table on a terminal, jsonl elsewhere.",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is not (Table or Jsonl or Csv))
                result.AddError($"--format is \"{result.Tokens[0].Value}\", expected {Table}, {Jsonl} or {Csv}.");
        });
        return option;
    }

    /// <summary>The option decides, then the ending of the output file, then whether somebody looks.</summary>
    public static OutputFormat Choose(string? option, string? path) => option switch
    {
        Table => OutputFormat.Table,
        Jsonl => OutputFormat.Jsonl,
        Csv => OutputFormat.Csv,
        _ when path is null => Console.IsOutputRedirected ? OutputFormat.Jsonl : OutputFormat.Table,
        _ => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jsonl" => OutputFormat.Jsonl,
            ".csv" => OutputFormat.Csv,
            _ => throw new UsageException($"{path}: the ending does not tell the form, expected .jsonl or .csv. Name one with --format."),
        },
    };

    public static RecordWriter CreateWriter(OutputFormat format, OutputTarget output, Labeler labeler) => format switch
    {
        OutputFormat.Jsonl => new JsonlRecordWriter(output.Stream, labeler.Schema, labeler.Name),
        OutputFormat.Csv => new CsvRecordWriter(output.Stream, labeler.Schema, labeler.Name),
        _ => new TableRecordWriter(output.CreateConsole(), labeler.Schema),
    };
}
