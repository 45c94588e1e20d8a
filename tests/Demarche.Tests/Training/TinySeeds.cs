using System.Text;
using Demarche.Corpus;
using Demarche.Features;
using Demarche.Labels;
using Demarche.Training;

namespace Demarche.Tests.Training;

/// <summary>
/// Invented seeds in a folder of their own, trained in a moment: two topics more than nothing, a third that the shipped schema lacks, and a fifth language
/// that only the lexicon knows.
/// </summary>
public sealed class TinySeeds : IDisposable
{
    private static readonly string[] English = ["town", "harbour", "valley", "people", "morning", "river", "market", "bridge", "school", "island", "winter"];
    private static readonly string[] German = ["stadt", "hafen", "tal", "leute", "morgen", "fluss", "markt", "schule", "insel", "winter", "abend"];

    public TinySeeds()
    {
        Write("schema.json", """
            { "format": 1,
              "tasks": [
                { "name": "language", "type": "one-of", "labels": ["en", "de"] },
                { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
                { "name": "topics", "type": "multi-label", "labels": ["fish", "rail", "snow", "bees", "mines"], "scores": true },
                { "name": "stance", "type": "one-of", "labels": ["favor", "neutral", "against"], "scores": true } ],
              "rules": [ { "when": { "task": "kind", "label": "boilerplate" }, "then": { "topics": [], "stance": ["neutral"] } } ] }
            """);
        Write("lexicon/things.csv", """
            concept,en,ru,uk,fa,de
            thing.fish,fish*|trout,рыб*,риб*,ماهی,fisch*|forelle*
            thing.rail,rail*|train*,поезд*,потяг*,قطار,bahn*|zug*
            thing.snow,snow*|new snow,снег*,сніг*,برف,schnee*
            thing.bees,bee|bees|honey,пчел*,бджол*,زنبور,biene*|honig
            thing.mines,mine|mines|coal,шахт*,шахт*,معدن,zeche*|kohle

            """);
        Write("lexicon/words.csv", "concept,en,de\nverb.praise,praised,lobten\nverb.blame,blamed,rügten\nref.russia,river,fluss\n");
        Write("corpus/en.csv", Header + string.Concat(Enumerable.Range(0, 16).SelectMany(i => new[]
        {
            Row($"f{i:D2}", "en", "body", "fish", "favor", i, English, "fish", "praised"),
            Row($"r{i:D2}", "en", "body", "rail|mines", "against", i + 3, English, "trains", "coal", "blamed"),
            Row($"s{i:D2}", "en", "body", "snow", "neutral", i + 5, English, "snow"),
            Row($"b{i:D2}", "en", "body", "bees", "favor", i + 7, English, "honey", "praised"),
            Row($"n{i:D2}", "en", "body", "", "neutral", i + 9, English, "daily"),
        })));
        // The fifth language: rows that teach the language and its plain words, none of them with a topic.
        Write("corpus/de.csv", Header + string.Concat(Enumerable.Range(0, 16).SelectMany(i => new[]
        {
            Row($"d{i:D2}", "de", "body", "", "neutral", i, German, "täglich"),
            $"x{i:D2},de,boilerplate,,neutral,Weiterlesen: {German[i % German.Length]} {i}\n",
        })));
    }

    private const string Header = "id,language,kind,topics,stance,text\n";

    public string Folder { get; } = Directory.CreateTempSubdirectory("demarche-seeds-").FullName;

    public TrainingOptions Options => new()
    {
        LexiconFolder = At("lexicon"), SchemaPath = At("schema.json"), Threads = 1, Trees = 8, Features = new FeatureOptions { HashBits = 10 },
    };

    internal LabelledCorpus Corpus => CorpusReader.Read([At("corpus")], Schema.Load(Options.SchemaPath), CorpusRules.Training);

    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>Trains with these options (or the tiny ones) into a folder of this name.</summary>
    public string Train(string model, TrainingOptions? options = null)
    {
        Trainer.Train([At("corpus")], options ?? Options, At(model));
        return At(model);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text, new UTF8Encoding(false));
    }

    // Words in another order in each row, so that rows are no near-duplicates, which folds would keep together.
    private static string Row(string id, string language, string kind, string topics, string stance, int i, string[] words, params string[] telling)
    {
        var mixed = Enumerable.Range(0, 6).Select(k => words[(i + k * (1 + i % 5)) % words.Length]).ToList();
        for (var k = 0; k < telling.Length; k++)
            mixed.Insert((i * (k + 2) + k) % mixed.Count, telling[k]);
        return $"{id},{language},{kind},{topics},{stance},{string.Join(' ', mixed)}\n";
    }
}
