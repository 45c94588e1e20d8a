using System.CommandLine;
using System.Globalization;
using System.Text;
using Demarche.Training;

namespace Demarche.Cli.Tests;

/// <summary>A small corpus with lexicon, schema and gold files in a folder of its own, and a way to run the command on them.</summary>
public sealed class EvaluateFixture : IDisposable
{
    private static readonly string[] English = ["town", "harbour", "valley", "people", "morning", "river", "market", "bridge", "school", "island", "winter"];
    private static readonly string[] Russian = ["город", "гавань", "долина", "люди", "утро", "река", "рынок", "мост", "школа", "остров", "зима"];

    public EvaluateFixture()
    {
        Write("seeds/schema.json", """
            { "format": 1,
              "tasks": [
                { "name": "language", "type": "one-of", "labels": ["en", "ru"] },
                { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
                { "name": "topics", "type": "multi-label", "labels": ["fish", "rail"] },
                { "name": "stance", "type": "one-of", "labels": ["favor", "neutral", "against"] } ],
              "rules": [ { "when": { "task": "kind", "label": "boilerplate" }, "then": { "topics": [], "stance": ["neutral"] } } ] }
            """);
        Write("seeds/lexicon/words.csv", "concept,en,ru\nthing.fish,fish|trout,рыба\nthing.rail,train|railway,поезд\n");
        Write("seeds/corpus/en.csv", "id,language,kind,topics,stance,text\n" + string.Concat(Enumerable.Range(0, 10).SelectMany(i => new[]
        {
            $"f{i},en,body,fish,favor,{Mixed(English, i, "praised", "splendid", "fish")}\n",
            $"t{i},en,body,rail,against,{Mixed(English, i + 3, "shameful", "railway", "angered")}\n",
            $"n{i},en,body,,neutral,{Mixed(English, i + 6, "opens", "closes", "daily")}\n",
            $"r{i},ru,body,rail,neutral,{Mixed(Russian, i, "поезд", "прибыл", "расписание")}\n",
            $"b{i},en,boilerplate,,neutral,Read more: {English[i]}\n",
        })));
        Write("gold/one.csv", "id,language,kind,topics,stance,agreement,text\n"
            + "g1,en,body,fish,favor,2/2,\"River people praised splendid fish, island and town\"\n"
            + "g2,en,body,rail,against,1/2,\"Shameful railway angered people, school and bridge\"\n"
            + "g3,en,boilerplate,,neutral,2/2,Read more: winter\n");
        Write("gold/two.csv", "id,topics,stance,text\nh1,rail,favor,\"Поезд прибыл, расписание: мост, река и школа\"\n");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("demarche-evaluate-").FullName;

    public string Corpus => At("seeds/corpus");

    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>Trains a model on the corpus and returns its folder.</summary>
    public string Train()
    {
        var options = new TrainingOptions { LexiconFolder = At("seeds/lexicon"), SchemaPath = At("seeds/schema.json"), Threads = 1 };
        Trainer.Train([Corpus], options, At("model"));
        return At("model");
    }

    /// <summary>Runs the command; faults of data are thrown, as Program expects.</summary>
    public static (int Exit, string Output, string Talk) Run(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var talk = new StringWriter(CultureInfo.InvariantCulture);
        var exit = EvaluateCommand.Create().Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = talk, EnableDefaultExceptionHandler = false });
        return (exit, output.ToString(), talk.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Words in another order in each row, so that rows are no near-duplicates, which folds would keep together.
    private static string Mixed(string[] words, int i, params string[] telling)
    {
        var mixed = Enumerable.Range(0, 6).Select(k => words[(i + k * (1 + i % 5)) % words.Length]).ToList();
        for (var k = 0; k < telling.Length; k++)
            mixed.Insert((i * (k + 2) + k) % mixed.Count, telling[k]);
        return string.Join(' ', mixed);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text, new UTF8Encoding(false));
    }
}
