using System.Globalization;
using System.Text.Json;

namespace Demarche.Cli.Tests;

public sealed class EvaluateCommandTests(EvaluateFixture files) : IClassFixture<EvaluateFixture>
{
    [Theory]
    [InlineData("--folds is \"1\", expected a whole number from 2 to 20.", "--folds", "1", "x")]
    [InlineData("--folds is \"21\", expected a whole number from 2 to 20.", "--folds", "21", "x")]
    [InlineData("--threads is \"0\", expected a whole number from 1 to 1024.", "--threads", "0", "x")]
    [InlineData("--model cannot stand with --folds: cross-validation trains models of its own.", "--folds", "5", "-m", "m", "x")]
    [InlineData("--lexicon needs --folds: a trained model carries its own.", "--lexicon", "d", "x")]
    [InlineData("--schema needs --folds: a trained model carries its own.", "--schema", "f", "x")]
    [InlineData("--seed needs --folds: a trained model carries its own.", "--seed", "2", "x")]
    public void Options_that_do_not_fit_are_named(string message, params string[] args) =>
        Assert.Equal([message], EvaluateCommand.Create().Parse(args).Errors.Select(e => e.Message));

    [Theory]
    [InlineData("--threads", "many", "x")]
    [InlineData("--folds", "many", "x")]
    [InlineData("--seed", "-1", "--folds", "3", "x")]
    [InlineData]
    public void Faulty_usage_is_an_error(params string[] args) => Assert.NotEmpty(EvaluateCommand.Create().Parse(args).Errors);

    [Fact]
    public void Gold_files_are_reported_one_by_one_and_together()
    {
        var (exit, output, _) = EvaluateFixture.Run(files.At("gold"), "-m", files.Train(), "--json");

        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.StartsWith("model@", json.RootElement.GetProperty("model").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("crossValidation").ValueKind);
        var reports = json.RootElement.GetProperty("reports").EnumerateArray().ToList();
        Assert.Equal([files.At("gold/one.csv"), files.At("gold/two.csv"), "all"], reports.Select(r => r.GetProperty("gold").GetString()));
        Assert.Equal([3, 1, 4], reports.Select(r => r.GetProperty("slices")[0].GetProperty("rows").GetInt32()));
        // two.csv has no column of language and kind.
        Assert.Equal([0, 0, 1, 1], reports[1].GetProperty("slices")[0].GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("rows").GetInt32()));
        Assert.Equal(1, reports[0].GetProperty("slices")[0].GetProperty("tasks")[3].GetProperty("accuracy").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Wrong_labels_are_written_to_the_errors_file()
    {
        EvaluateFixture.Run(files.At("gold"), "-m", files.Train(), "--errors", files.At("errors.csv"));

        var lines = File.ReadAllLines(files.At("errors.csv"));
        Assert.Equal("id,language,text,task,gold,predicted,probabilities", lines[0]);
        // Its gold label is wrong on purpose: the plain report of a train is neutral.
        Assert.Matches(@"^h1,,""Поезд прибыл, расписание: мост, река и школа"",stance,favor,neutral,favor=[01]\.\d{3}\|neutral=[01]\.\d{3}\|against=[01]\.\d{3}$",
            Assert.Single(lines[1..], l => l.Contains(",stance,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Threads_and_culture_do_not_change_a_character()
    {
        var model = files.Train();
        string[] gold = [files.At("gold"), "-m", model, "--json"], folds = ["--folds", "3", files.Corpus, "--json"];
        var expected = (EvaluateFixture.Run([.. gold, "--threads", "1"]).Output, EvaluateFixture.Run([.. folds, "--threads", "1"]).Output, EvaluateFixture.Run(gold[..3]).Output);
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "ru-RU", "fa-IR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, (EvaluateFixture.Run([.. gold, "--threads", "3"]).Output, EvaluateFixture.Run([.. folds, "--threads", "3"]).Output, EvaluateFixture.Run(gold[..3]).Output));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Cross_validation_finds_lexicon_and_schema_beside_the_corpus_and_talks_on_stderr()
    {
        var (exit, output, talk) = EvaluateFixture.Run("--folds", "5", files.Corpus, "--json", "--seed", "7");

        Assert.Equal(0, exit);
        Assert.Contains("fold 5 of 5", talk, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        var cv = json.RootElement.GetProperty("crossValidation");
        Assert.Equal((5, 7), (cv.GetProperty("folds").GetInt32(), cv.GetProperty("seed").GetInt32()));
        Assert.Equal(64, cv.GetProperty("corpus").GetString()!.Length);
        var report = Assert.Single(json.RootElement.GetProperty("reports").EnumerateArray());
        Assert.Equal(50, report.GetProperty("slices")[0].GetProperty("rows").GetInt32());
        // Ten rows are boilerplate. What was never seen in training is still told by its words.
        var topics = report.GetProperty("slices")[0].GetProperty("tasks")[2];
        Assert.Equal((40, 10), (topics.GetProperty("rows").GetInt32(), topics.GetProperty("leftOut").GetInt32()));
        Assert.True(topics.GetProperty("microF1").GetProperty("value").GetDouble() > 0.9);
    }

    [Fact]
    public void A_corpus_without_schema_near_it_says_how_to_name_one()
    {
        var error = Assert.Throws<DataException>(() => EvaluateFixture.Run("--folds", "3", "--lexicon", files.At("seeds/lexicon"), files.At("gold")));
        Assert.Contains("Name one with --schema FILE.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_rows_than_folds_are_refused()
    {
        var few = files.At("seeds/corpus/few.tmp");
        File.WriteAllLines(few, File.ReadLines(files.At("seeds/corpus/en.csv")).Take(4));
        var error = Assert.Throws<DataException>(() => EvaluateFixture.Run("--folds", "5", few));
        Assert.EndsWith("found 3 rows, expected at least one for each of 5 folds.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_errors_file_that_cannot_be_written_is_a_fault_of_data()
    {
        var error = Assert.Throws<DataException>(() => EvaluateFixture.Run(files.At("gold"), "-m", files.Train(), "--errors", files.At("no/such/folder.csv")));
        Assert.Contains("Name another file with --errors.", error.Message, StringComparison.Ordinal);
    }
}
