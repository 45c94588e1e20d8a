// Writes the figures and samples of README.md and seeds/README.md: dotnet run .ci/figures.cs
// Cross-validation comes from the shipped model's card, gold figures from `demarche evaluate` where ../shared/gold stands, the sample from `demarche label`.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

var root = FindRoot();
Directory.SetCurrentDirectory(root);
Replace("README.md", "figures", Figures());
Replace("README.md", "sample", Sample());
Replace("seeds/README.md", "counts", Counts());
Replace("seeds/README.md", "agreement", Agreement());
return 0;

static string FindRoot()
{
    var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ML.sln")))
        folder = folder.Parent;
    return folder?.FullName ?? throw new InvalidOperationException("Run this inside the repository: ML.sln was not found upwards from here.");
}

static void Replace(string file, string name, string body)
{
    var text = File.ReadAllText(file);
    string open = $"<!-- {name} -->", close = $"<!-- /{name} -->";
    int from = text.IndexOf(open, StringComparison.Ordinal), to = text.IndexOf(close, StringComparison.Ordinal);
    if (from < 0 || to < from)
        throw new InvalidOperationException($"{file}: the marks {open} and {close} are missing.");
    File.WriteAllText(file, text[..(from + open.Length)] + "\n" + body + text[to..]);
}

static string Demarche(params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
    foreach (var argument in (string[])["run", "-c", "Release", "--project", "src/Demarche.Cli", "--", .. arguments])
        start.ArgumentList.Add(argument);
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"demarche {string.Join(' ', arguments)} ended with {process.ExitCode}.");
}

static string Sample()
{
    var lines = Demarche("label", "seeds/documents/uk-article.txt", "seeds/documents/fa-digest.txt", "--format", "jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    var chosen = lines.Where(l => l.Contains("\"kind\":\"body\"", StringComparison.Ordinal)).OrderBy(l => l.Length).Take(1);
    return $"```json\n{string.Join('\n', chosen)}\n```\n";
}

static string Figures()
{
    var body = new StringBuilder();
    body.Append("| measured on | slice | rows | language accuracy | kind macro-F1 | topics micro-F1 | stance macro-F1 | stance accuracy |\n|---|---|---|---|---|---|---|---|\n");
    var card = JsonDocument.Parse(File.ReadAllBytes("models/default/model.json")).RootElement;
    Rows(body, "corpus, 5-fold cross-validation", card.GetProperty("crossValidation"));
    string[] gold = ["../shared/gold/feeds.csv", "../shared/gold/seeds.csv"];
    if (gold.All(File.Exists))
        foreach (var report in JsonDocument.Parse(Demarche(["evaluate", .. gold, "--json"])).RootElement.GetProperty("reports").EnumerateArray().Take(gold.Length))
            Rows(body, Path.GetFileName(report.GetProperty("gold").GetString()!), report);
    return body.ToString();
}

static void Rows(StringBuilder body, string name, JsonElement report)
{
    foreach (var slice in report.GetProperty("slices").EnumerateArray())
    {
        var language = slice.GetProperty("language").GetString() ?? "all";
        if (language == "und")
            continue;
        string Cell(string task, string figure) => slice.GetProperty("tasks").EnumerateArray().First(t => t.GetProperty("task").GetString() == task).GetProperty(figure) is var e
            && e.GetProperty("value").ValueKind == JsonValueKind.Number ? Interval(e) : "–";
        body.Append(CultureInfo.InvariantCulture, $"| {name} | {language} | {slice.GetProperty("rows").GetInt32()} | {Cell("language", "accuracy")} | {Cell("kind", "macroF1")} "
            + $"| {Cell("topics", "microF1")} | {Cell("stance", "macroF1")} | {Cell("stance", "accuracy")} |\n");
    }
}

static string Interval(JsonElement e)
{
    string Number(string name) => e.GetProperty(name).ValueKind == JsonValueKind.Number ? e.GetProperty(name).GetDouble().ToString("F2", CultureInfo.InvariantCulture) : "–";
    return $"{Number("value")} [{Number("low")}, {Number("high")}]";
}

static string Counts()
{
    var body = new StringBuilder("| file | rows | favor | neutral | against | ukraine | iran | china | middle-east | none | body | heading | boilerplate |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    foreach (var file in Directory.GetFiles("seeds/corpus", "*.csv").Order(StringComparer.Ordinal))
    {
        var rows = Csv(File.ReadAllText(file)).Skip(1).ToList();
        int Stance(string s) => rows.Count(r => r[3] == s);
        int Topic(string t) => rows.Count(r => r[2].Split('|').Contains(t));
        int Kind(string k) => rows.Count(r => r[4] == k);
        body.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileName(file)} | {rows.Count} | {Stance("favor")} | {Stance("neutral")} | {Stance("against")} | {Topic("ukraine")} | {Topic("iran")} | {Topic("china")} "
            + $"| {Topic("middle-east")} | {Topic("")} | {Kind("body")} | {Kind("heading")} | {Kind("boilerplate")} |\n");
    }
    var concepts = Directory.GetFiles("seeds/lexicon", "*.csv").SelectMany(f => Csv(File.ReadAllText(f)).Skip(1)).ToList();
    body.Append(CultureInfo.InvariantCulture, $"\nLexicon: {concepts.Select(c => c[0]).Distinct().Count()} concepts, {concepts.Sum(c => c.Skip(1).Sum(cell => cell.Split('|', StringSplitOptions.RemoveEmptyEntries).Length))} patterns.\n");
    return body.ToString();
}

// Agreement of the writer's labels with a second, blind labelling of a sample: Cohen's kappa for stance and kind, F1 of one against the other for topics.
static string Agreement()
{
    var all = Csv(File.ReadAllText("seeds/second-labels.csv")).Skip(1).ToList();
    var body = new StringBuilder("| language | rows | stance kappa | kind kappa | topics F1 | dropped |\n|---|---|---|---|---|---|\n");
    foreach (var language in (string[])["all", "en", "ru", "uk", "fa"])
    {
        var rows = all.Where(r => language == "all" || r[1] == language).ToList();
        body.Append(CultureInfo.InvariantCulture, $"| {language} | {rows.Count} | {Kappa(rows, 3, 6):F3} | {Kappa(rows, 4, 7):F3} | {TopicF1(rows):F3} | {rows.Count(r => r[8] == "no")} |\n");
    }
    return body.ToString();
}

static double Kappa(List<string[]> rows, int first, int second)
{
    var observed = rows.Count(r => r[first] == r[second]) / (double)rows.Count;
    var chance = rows.CountBy(r => r[first]).Sum(a => (double)a.Value * rows.Count(r => r[second] == a.Key)) / rows.Count / rows.Count;
    return (observed - chance) / (1 - chance);
}

static double TopicF1(List<string[]> rows)
{
    static string[] Topics(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
    var both = rows.Sum(r => Topics(r[2]).Intersect(Topics(r[5])).Count());
    return 2.0 * both / rows.Sum(r => Topics(r[2]).Length + Topics(r[5]).Length);
}

// Records of a CSV text (RFC 4180); the files are the project's own and were checked by the tests.
static IEnumerable<string[]> Csv(string text)
{
    var row = new List<string>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.Length; i++)
    {
        var c = text[i];
        if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            cell.Append(text[i++]);
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c is ',' or '\n')
        {
            row.Add(cell.ToString().TrimEnd('\r'));
            cell.Clear();
            if (c == ',')
                continue;
            yield return [.. row];
            row.Clear();
        }
        else
            cell.Append(c);
    }
}
