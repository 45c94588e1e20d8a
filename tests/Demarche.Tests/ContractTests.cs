using System.Text;
using Demarche.ModelFiles;
using Demarche.Numerics;
using Demarche.Output;
using Demarche.Texts;

namespace Demarche.Tests;

/// <summary>What every model must hold to, whatever trained it: run over each folder of models/.</summary>
public sealed class ContractTests
{
    private const int Threads = 8;

    private static readonly Dictionary<string, Labeler> Loaded = Repository.Models.ToDictionary(m => Path.GetFileName(m), Labeler.Load);

    /// <summary>Paragraphs of all languages and kinds, and texts that nobody would call a paragraph.</summary>
    private static readonly string[] Texts =
    [
        .. Repository.TrainingCorpus.Rows.Where((_, i) => i % 40 == 0).Select(r => r.Text),
        "", " ", "\n\n", "😀😀", "🇺🇦 🇷🇺", "…", "12345", "\uD83C lone \uDC00", "\uFFFE", new string('ж', 5000), string.Concat(Enumerable.Repeat("Путін сказав. ", 500)),
    ];

    public static TheoryData<string> Models => [.. Loaded.Keys];

    public static TheoryData<string, string> ModelsAndCultures
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var model in Loaded.Keys)
                foreach (var culture in Cultures.Names)
                    data.Add(model, culture);
            return data;
        }
    }

    /// <summary>Everything that a labelled text says, to the last bit.</summary>
    private static string Said(Labeler labeler, string text)
    {
        var labels = labeler.Label(text);
        var said = new StringBuilder($"{labels.Decision.Chosen:X} {labels.Uncertain}");
        foreach (var task in labels.Schema.Tasks)
            foreach (var label in task.Labels)
                said.Append(' ').Append(BitConverter.DoubleToUInt64Bits(labels.Probability(task.Name, label)).ToString("X", System.Globalization.CultureInfo.InvariantCulture));
        return said.ToString();
    }

    private static string[] Said(Labeler labeler) => [.. Texts.Select(t => Said(labeler, t))];

    [Fact]
    public void There_is_a_model_to_hold_to_this() => Assert.Contains("default", Loaded.Keys);

    [Theory]
    [MemberData(nameof(Models))]
    public void Labels_are_sound(string model)
    {
        var labeler = Loaded[model];
        Assert.All(Texts, text =>
        {
            var labels = labeler.Label(text);
            foreach (var task in labels.Schema.Tasks)
            {
                var p = task.Labels.Select(l => labels.Probability(task.Name, l)).ToArray();
                Assert.All(p, v => Assert.InRange(v, 0, 1));
                if (task.Type != Demarche.Labels.TaskType.OneOf)
                    continue;
                Assert.Equal(1, p.Sum(), 9);
                Assert.Equal(p.Max(), labels.Probability(task.Name, Assert.Single(labels[task.Name])));
            }
            foreach (var rule in labels.Schema.Rules.Where(r => (labels.Decision.Chosen & r.WhenMask) != 0))
                Assert.Equal(rule.SetMask, labels.Decision.Chosen & rule.ClearMask);
        });
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Labelling_again_in_any_order_says_the_same(string model)
    {
        var expected = Said(Loaded[model]);
        Assert.Equal(expected, Said(Loaded[model]));
        int[] order = [.. Enumerable.Range(0, Texts.Length)];
        new Prng(3).Shuffle(order.AsSpan());
        Assert.Equal(order.Select(i => expected[i]), order.Select(i => Said(Loaded[model], Texts[i])));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void One_working_memory_for_many_says_the_same_as_one_for_each(string model)
    {
        var labeler = Loaded[model];
        var scratch = labeler.CreateScratch();
        var p = new double[labeler.Schema.OutputCount];
        foreach (var text in Texts)
        {
            var decision = labeler.Label(text, scratch, p);
            var alone = labeler.Label(text);
            Assert.Equal(alone.Decision, decision);
            Assert.Equal(labeler.Schema.Tasks.SelectMany(t => t.Labels.Select(l => alone.Probability(t.Name, l))), p);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Eight_threads_at_once_say_the_same(string model)
    {
        var labeler = Labeler.Load(Path.Combine(Repository.Root, "models", model));
        var expected = Said(Loaded[model]);
        var start = new Barrier(Threads);
        var said = new string[Threads][];
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            start.SignalAndWait();
            said[t] = Said(labeler);
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.All(said, s => Assert.Equal(expected, s));
    }

    [Theory]
    [MemberData(nameof(ModelsAndCultures))]
    public void No_culture_changes_a_label(string model, string culture) => Assert.Equal(Said(Loaded[model]), Cultures.In(culture, () => Said(Loaded[model])));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_that_is_saved_and_loaded_says_the_same_and_is_not_changed_by_labelling(string model)
    {
        var folder = Directory.CreateTempSubdirectory("demarche-contract-").FullName;
        try
        {
            var read = ModelFolder.Read(Path.Combine(Repository.Root, "models", model));
            ModelFolder.Write(folder, read.Card, WeightsFile.Write(read.Lexicon, read.Weights, read.Forests));
            var before = Directory.GetFiles(folder).Order().Select(f => Convert.ToHexString(File.ReadAllBytes(f))).ToArray();
            Assert.Equal(Said(Loaded[model]), Said(Labeler.Load(folder)));
            Assert.Equal(before, Directory.GetFiles(folder).Order().Select(f => Convert.ToHexString(File.ReadAllBytes(f))));
            Assert.Equal(2, before.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_megabyte_is_one_paragraph(string model)
    {
        var text = string.Concat(Enumerable.Repeat("Президент України заявив, що Іран і Китай домовилися. ", 20_000));
        Assert.Equal(Said(Loaded[model], text), Said(Loaded[model], text));
        Assert.Equal(["uk"], Loaded[model].Label(text)["language"]);
        _ = Said(Loaded[model], new string('я', 1_000_000));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_run_over_files_says_what_labelling_one_by_one_says(string model)
    {
        var labeler = Loaded[model];
        var lines = new List<(string Text, ulong Chosen, double[] P)>();
        Run(labeler, threads: 1, new Keeper(lines));
        Assert.InRange(lines.Count, 100, int.MaxValue);
        Assert.All(lines, line =>
        {
            var alone = labeler.Label(line.Text);
            Assert.Equal(alone.Decision.Chosen, line.Chosen);
            Assert.Equal(labeler.Schema.Tasks.SelectMany(t => t.Labels.Select(l => alone.Probability(t.Name, l))), line.P);
        });
        var (one, many) = (new MemoryStream(), new MemoryStream());
        Run(labeler, 1, new JsonlRecordWriter(one, labeler.Schema, labeler.Name));
        Run(labeler, Threads, new JsonlRecordWriter(many, labeler.Schema, labeler.Name));
        Assert.Equal(Encoding.UTF8.GetString(one.ToArray()), Encoding.UTF8.GetString(many.ToArray()));
    }

    private static void Run(Labeler labeler, int threads, RecordWriter writer)
    {
        var inputs = InputFinder.Find([Repository.Documents], fault => Assert.Fail(fault.ToString())).Inputs;
        LabelRun.With(labeler, new ReadOptions(), fault => Assert.Fail(fault.ToString())).Run(inputs, writer, threads, CancellationToken.None);
    }

    private sealed class Keeper(List<(string Text, ulong Chosen, double[] P)> lines) : RecordWriter
    {
        public override void Write(in LabelRecord record) =>
            lines.Add((record.Paragraph.Text.ToString(), record.Decision.Chosen, record.Probabilities.ToArray()));

        public override void Finish()
        {
        }
    }
}
