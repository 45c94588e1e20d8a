using System.Text;
using System.Text.Json;
using Demarche.Output;
using Demarche.Tests.Texts;
using Demarche.Texts;

namespace Demarche.Tests.Output;

public sealed class LabelRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_output_is_the_same_for_any_number_of_threads()
    {
        for (var file = 0; file < 12; file++)
            _folder.Write($"{file:00}.txt", string.Concat(Enumerable.Range(0, 3000).Select(i => $"paragraph {(i * 31 + file * 7) % 5000}\n")));
        _folder.Write("z.csv", "id,text\n1,paragraph 7\n2,\"a\nb\"\n");
        var (one, totals, _) = Run(1);
        Assert.Equal(12 * 3000 + 3, totals.Paragraphs);
        Assert.Equal(12 * 3000 - 5000 + 1, totals.Duplicates);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var (other, otherTotals, _) = Run(threads);
            Assert.Equal(one, other);
            Assert.Equal(totals, otherTotals);
        }
    }

    [Fact]
    public void Every_record_carries_its_own_labels_place_and_first_copy()
    {
        _folder.Write("a.txt", "one\n\ntwo\none\n");
        _folder.Write("b.jsonl", "{\"id\":\"k\",\"text\":\"three\\ntwo\"}\n{\"id\":7,\"text\":\"three\"}\n");
        var (output, totals, _) = Run(2);
        var records = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["a.txt||1|1|one|", "a.txt||2|3|two|", "a.txt||3|4|one|a.txt#1", "b.jsonl|k|1|1|three|", "b.jsonl|k|2|1|two|a.txt#2", "b.jsonl|7|1|2|three|b.jsonl@k#1"],
            records.Select(r => string.Join('|', new[] { "document", "id", "paragraph", "line", "text", "duplicate_of" }.Select(f => r.GetProperty(f).ToString()))));
        foreach (var record in records)
        {
            var decision = FakeLabels.Label(record.GetProperty("text").GetString(), new double[9], out _);
            Assert.Equal(decision.LabelOf(FakeLabels.Schema.Find("stance")!), record.GetProperty("stance").GetString());
        }
        Assert.Equal(new LabelTotals(2, 2, 0, 6, 3, new DirectoryInfo(_folder.Path).EnumerateFiles().Sum(f => f.Length)), totals);
    }

    [Fact]
    public void Faults_are_counted_and_the_rest_goes_on()
    {
        _folder.Write("a.txt", [0xFF, .. "bad from the start\n"u8]);
        _folder.Write("b.txt", [.. "good\n"u8, 0xFF]);
        _folder.Write("c.jsonl", "{}\n{\"text\":\"fine\"}\n[]\n");
        _folder.Write("d.txt", "");
        var (_, totals, faults) = Run(2);
        Assert.Equal(["a.txt at byte 0", "b.txt at byte 5", "c.jsonl:1", "c.jsonl:3"], faults.Select(f => f.Place));
        Assert.Equal((4, 3, 4, 2L), (totals.Inputs, totals.InputsRead, totals.Refused, totals.Paragraphs));
    }

    [Fact]
    public void Memory_does_not_grow_with_the_input()
    {
        // 64 MB through one thread, measured by what is allocated in all: nothing per paragraph may stay, and little may be made.
        var line = Encoding.UTF8.GetBytes(new string('x', 99) + "\n");
        var path = Path.Combine(_folder.Path, "big.txt");
        using (var file = new FileStream(path, FileMode.Create))
            for (var i = 0; i < 640_000; i++)
                file.Write(line);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = new LabelRun(FakeLabels.Schema, FakeLabels.Create, new ReadOptions(), _ => { });
        var totals = run.Run([new TextInput("big.txt", path, InputFormat.Text, false)], new CsvRecordWriter(Stream.Null, FakeLabels.Schema, "m"), 1, default);
        Assert.Equal(640_000, totals.Paragraphs);
        // All but one are repeats: a short name each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 640_000 * 64 + (16 << 20));
    }

    private (string Output, LabelTotals Totals, List<InputFault> Faults) Run(int threads)
    {
        var faults = new List<InputFault>();
        var stream = new MemoryStream();
        var inputs = InputFinder.Find([_folder.Path], faults.Add).Inputs;
        var run = new LabelRun(FakeLabels.Schema, FakeLabels.Create, new ReadOptions(), faults.Add);
        var totals = run.Run(inputs, new JsonlRecordWriter(stream, FakeLabels.Schema, "m"), threads, default);
        return (Encoding.UTF8.GetString(stream.ToArray()), totals, faults);
    }
}
