using System.Globalization;
using Demarche.Corpus;
using Demarche.Evaluation;
using Demarche.Labels;

namespace Demarche.Cli.Tests;

public sealed class EvaluationViewTests
{
    private static readonly Schema Schema = Schema.Parse("""
        { "format": 1,
          "tasks": [
            { "name": "language", "type": "one-of", "labels": ["en", "ru"] },
            { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
            { "name": "topics", "type": "multi-label", "labels": ["iran", "china"] } ],
          "rules": [ { "when": { "task": "kind", "label": "boilerplate" }, "then": { "topics": [] } } ] }
        """u8, "test schema");

    private static string Print(int? terminalWidth)
    {
        // Bits from the right: en, ru, body, boilerplate, iran, china.
        ulong[] gold = [0b010101, 0b000101, 0b010110, 0b000110, 0b001010];
        ulong[] given = [0b010101, 0b010101, 0b000110, 0b000110, 0b000110];
        var rows = gold.Select((labels, i) => new CorpusRow($"r{i}", "gold.csv", i + 2, $"Text {i}", labels, 63, i < 4 ? 1 - i * 0.25 : null)).ToArray();
        var options = new EvaluationOptions { BootstrapSamples = 100 };
        var report = Evaluator.Evaluate(Schema, rows, [.. given.Select((labels, i) => new Decision(labels, i == 1))], options);
        using var to = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        EvaluationView.Print(to, terminalWidth, "Model default@9f3c2a41", [("gold.csv", report)], options);
        return to.ToString();
    }

    [Fact]
    public void Plain_text_is_aligned_without_lines_or_codes() => Assert.Equal(
        """
        Model default@9f3c2a41

        gold.csv: 5 rows

                                            language                  kind                topics
        rows                                       5                     5                     4
        rows left out                              0                     0                     1
        accuracy                1.000 [1.000, 1.000]  0.800 [0.495, 1.000]  0.500 [0.000, 0.750]
        micro-F1                1.000 [1.000, 1.000]  0.800 [0.495, 1.000]  0.500 [0.000, 0.857]
        macro-F1                1.000 [1.000, 1.000]  0.444 [0.328, 1.000]  0.500 [0.000, 0.857]
        kappa                   1.000 [1.000, 1.000]  0.000 [0.000, 0.000]                     –
        uncertain                              0.200                 0.200                 0.250
        accuracy where certain  1.000 [1.000, 1.000]  0.750 [0.333, 1.000]  0.667 [0.000, 1.000]
        readers agree                          0.625                 0.625                 0.625

        task      label        support  precision  recall                    F1
        language  en                 2      1.000   1.000  1.000 [1.000, 1.000]
        language  ru                 3      1.000   1.000  1.000 [1.000, 1.000]
        kind      body               4      0.800   1.000  0.889 [0.656, 1.000]
        kind      boilerplate        1          –   0.000  0.000 [0.000, 0.000]
        topics    iran               2      0.500   0.500  0.500 [0.000, 0.857]
        topics    china              0          –       –                     –

        language  rows         kind macro-F1       topics micro-F1
        all          5  0.444 [0.328, 1.000]  0.500 [0.000, 0.857]
        en           2  1.000 [1.000, 1.000]  0.667 [0.000, 1.000]
        ru           3  0.400 [0.119, 1.000]  0.000 [0.000, 0.000]

        language: gold ↓ given →  en  ru
        en                         2   0
        ru                         0   3

        kind: gold ↓ given →  body  boilerplate
        body                     4            0
        boilerplate              1            0

        Rows left out: their gold label (such as boilerplate) decides the task by a rule of the schema, so they count under that label's own task only.
        [a, b]: 95 % bootstrap interval, 100 samples of the rows, near-duplicates drawn together, seed 1.
        micro-F1: of the counts of all labels together. macro-F1: mean over the labels that occur in the gold. accuracy: all labels of a row right.
        –: not defined on these rows. Every figure with its interval, for each language: --json.

        """, Print(null));

    [Fact]
    public void A_terminal_gets_lines_and_the_same_cells()
    {
        // Lines and bold stand between the cells; cells themselves are never coloured.
        var text = Print(terminalWidth: 120);
        Assert.Contains("─", text, StringComparison.Ordinal);
        Assert.Contains("0.800 [0.495, 1.000]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("fa-IR")]
    public void The_culture_does_not_change_a_character(string culture)
    {
        var expected = Print(null);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Print(null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
