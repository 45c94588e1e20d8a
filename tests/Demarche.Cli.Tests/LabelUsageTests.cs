using System.CommandLine;

namespace Demarche.Cli.Tests;

public sealed class LabelUsageTests
{
    [Theory]
    [InlineData("labl x", "Unknown command \"labl\". Did you mean \"label\"?")]
    [InlineData("label --foramt csv x", "Unknown option \"--foramt\". Did you mean \"--format\"?")]
    [InlineData("label x --thraeds 2", "Unknown option \"--thraeds\". Did you mean \"--threads\"?")]
    [InlineData("label x --format xml", "--format is \"xml\", expected table, jsonl or csv.")]
    [InlineData("label x --threads 0", "--threads is \"0\", expected a whole number from 1 to 1024.")]
    [InlineData("label x --threads many", "--threads is \"many\", expected a whole number from 1 to 1024.")]
    [InlineData("label x --encoding cp12510", "Unknown encoding \"cp12510\". Known are, among others: utf-8, ")]
    [InlineData("label x --resume", "Unknown option \"--resume\".")]
    [InlineData("label x --shard 1/2", "Unknown option \"--shard\".")]
    [InlineData("label x -o y.xml", "y.xml: the ending does not tell the form, expected .jsonl or .csv.")]
    [InlineData("label", "Required argument missing")]
    [InlineData("", "Required command was not provided.")]
    public async Task Wrong_usage_is_2_and_says_what_was_meant(string line, string message)
    {
        var (code, error) = await Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(message, error);
    }

    [Fact]
    public async Task A_file_named_like_an_option_can_be_given_after_two_dashes()
    {
        var (code, error) = await Run(["label", "--", "--gone.txt"]);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("--gone.txt: found nothing there", error);
    }

    [Fact]
    public async Task Names_cannot_steer_the_terminal()
    {
        var (_, error) = await Run(["label", "gone\u001b[31m\nfile.txt"]);
        Assert.StartsWith("gone [31m file.txt: found nothing there", error);
    }

    [Fact]
    public void Exit_codes_are_as_promised()
    {
        Assert.Equal((0, 1, 2, 3, 130), (ExitCodes.Done, ExitCodes.Failed, ExitCodes.Usage, ExitCodes.Refused, ExitCodes.Interrupted));
        Assert.Equal(ExitCodes.Done, ExitCodes.Of(new Output.LabelTotals(1, 1, 0, 0, 0, 0), missing: 0));
        Assert.Equal(ExitCodes.Refused, ExitCodes.Of(new Output.LabelTotals(1, 1, 0, 0, 0, 0), missing: 1));
        Assert.Equal(ExitCodes.Refused, ExitCodes.Of(new Output.LabelTotals(2, 1, 1, 9, 0, 0), missing: 0));
        Assert.Equal(ExitCodes.Failed, ExitCodes.Of(new Output.LabelTotals(1, 0, 1, 0, 0, 0), missing: 0));
        Assert.Equal(ExitCodes.Interrupted, ExitCodes.Of(new OperationCanceledException(), TextWriter.Null));
        Assert.Equal(ExitCodes.Failed, ExitCodes.Of(new DataException("x"), TextWriter.Null));
        Assert.Equal(ExitCodes.Failed, ExitCodes.Of(new InvalidOperationException("x"), TextWriter.Null));
    }

    private static async Task<(int Code, string Error)> Run(string[] args)
    {
        var error = new StringWriter();
        var code = await Program.RunAsync(args, new InvocationConfiguration { Error = error, Output = TextWriter.Null });
        return (code, error.ToString());
    }
}
