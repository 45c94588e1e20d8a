using Demarche.Labels;
using Demarche.Output;
using Demarche.Paragraphs;
using Spectre.Console;

namespace Demarche.Cli.Tests;

public sealed class LabelTableTests
{
    private static readonly Schema Schema = Schema.Parse("""
        {"format":1,"tasks":[
          {"name":"language","type":"one-of","labels":["en","ru"]},
          {"name":"topics","type":"multi-label","labels":["ukraine","iran"],"scores":true},
          {"name":"stance","type":"one-of","labels":["favor","neutral","against"],"scores":true}],"rules":[]}
        """u8, "test");

    [Fact]
    public void The_table_is_as_approved()
    {
        var text = Write(100,
            ("a.txt", 5, "The ministers met in Geneva for a third day and parted without a joint paper.", new Decision(0b001_11_01, false), null),
            ("a.txt", 7, "Короткий текст\nв две строки \u001b[31m", new Decision(0b100_00_10, true), null),
            ("a/very/long/name/of/a/document.txt", 12345, "😀😀 repeat", new Decision(0b010_01_01, true), new ParagraphOrigin("a.txt", null, 1)));
        Assert.Equal("""
            paragraph                  language topics               stance   text
            a.txt:5                    en       ukraine iran         favor    The ministers met in Geneva for …
            a.txt:7                    ru                            against? Короткий текст в две строки  [31m
            …e/of/a/document.txt:12345 en       ukraine?             neutral? = 😀😀 repeat

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Groups_line_up_under_one_header()
    {
        var rows = Enumerable.Range(1, 200).Select(i => ("a.txt", (long)i, new string('x', i), new Decision(0b001_11_01, false), (ParagraphOrigin?)null)).ToArray();
        var lines = Write(100, rows).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(201, lines.Length);
        Assert.Single(lines, l => l.StartsWith("paragraph", StringComparison.Ordinal));
        Assert.All(lines[1..], l => Assert.Equal(lines[0].IndexOf("text", StringComparison.Ordinal), l.IndexOf('x', 7)));
        Assert.All(lines, l => Assert.InRange(l.Length, 1, 100));
    }

    private static string Write(int width, params (string Document, long Line, string Text, Decision Decision, ParagraphOrigin? Origin)[] rows)
    {
        var to = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(to) });
        console.Profile.Width = width;
        var writer = new TableRecordWriter(console, Schema);
        foreach (var (document, line, text, decision, origin) in rows)
            writer.Write(new LabelRecord(new Demarche.Paragraphs.Paragraph(document, null, 1, line, text.AsMemory()), decision, new double[7], origin));
        writer.Finish();
        return string.Join('\n', to.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
    }
}
