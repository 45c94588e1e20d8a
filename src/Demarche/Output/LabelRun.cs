using System.Collections.Concurrent;
using Demarche.Labels;
using Demarche.Paragraphs;
using Demarche.Texts;

namespace Demarche.Output;

/// <summary>Labels one paragraph and tells the hash of its folded text. One thread's worth: it may keep scratch memory.</summary>
internal delegate Decision LabelParagraph(ReadOnlySpan<char> text, Span<double> probabilities, out UInt128 foldedHash);

/// <summary>
/// The main path: inputs → paragraphs → labels → records. The output is the same to the byte for any number of threads,
/// as repeats are looked up by the writer, in order. Memory does not grow with the inputs.
/// </summary>
internal sealed class LabelRun
{
    private readonly Schema _schema;
    private readonly Func<LabelParagraph> _createLabeler;
    private readonly ReadOptions _options;
    private readonly Action<InputFault> _onFault;
    private readonly ConcurrentBag<LabelJob> _free = [];
    private readonly DuplicateIndex _duplicates = new();
    private int _inputs;
    private int _inputsRead;
    private int _refused;
    private long _paragraphs;
    private long _repeats;
    private long _bytes;

    /// <param name="schema">Tasks of the model.</param>
    /// <param name="createLabeler">Makes the labelling of one thread.</param>
    /// <param name="options">How inputs are read.</param>
    /// <param name="onFault">Takes what is refused; called from the thread that reads.</param>
    public LabelRun(Schema schema, Func<LabelParagraph> createLabeler, ReadOptions options, Action<InputFault> onFault)
    {
        (_schema, _createLabeler, _options) = (schema, createLabeler, options);
        _onFault = fault =>
        {
            Interlocked.Increment(ref _refused);
            onFault(fault);
        };
    }

    /// <summary>A run over a loaded model.</summary>
    public static LabelRun With(Labeler labeler, ReadOptions options, Action<InputFault> onFault) =>
        new(labeler.Schema, () => WorkOf(labeler), options, onFault);

    /// <summary>The counts up to now. May be read from any thread.</summary>
    public LabelTotals Totals => new(Volatile.Read(ref _inputs), Volatile.Read(ref _inputsRead), Volatile.Read(ref _refused),
        Volatile.Read(ref _paragraphs), Volatile.Read(ref _repeats), Volatile.Read(ref _bytes));

    /// <summary>Labels the inputs in order and writes every record.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public LabelTotals Run(IEnumerable<TextInput> inputs, RecordWriter writer, int threads, CancellationToken cancel)
    {
        OrderedPipeline.Run(Read(inputs), CreateWorker, job => Write(job, writer), threads, cancel);
        writer.Finish();
        return Totals;
    }

    private IEnumerable<LabelJob> Read(IEnumerable<TextInput> inputs)
    {
        foreach (var input in inputs)
        {
            Interlocked.Increment(ref _inputs);
            var refusedBefore = _refused;
            var any = false;
            foreach (var batch in ParagraphReader.Read(input, _options, _onFault))
            {
                any = true;
                var job = _free.TryTake(out var free) ? free : new LabelJob(_schema.OutputCount);
                job.Batch = batch;
                yield return job;
            }
            if (any || _refused == refusedBefore)
                Interlocked.Increment(ref _inputsRead);
        }
    }

    private Action<LabelJob> CreateWorker()
    {
        var label = _createLabeler();
        return job =>
        {
            for (var i = 0; i < job.Batch.Count; i++)
                job.Decisions[i] = label(job.Batch[i].Text.Span, job.Probabilities(i), out job.Hashes[i]);
        };
    }

    private void Write(LabelJob job, RecordWriter writer)
    {
        for (var i = 0; i < job.Batch.Count; i++)
        {
            var paragraph = job.Batch[i];
            var origin = _duplicates.Add(job.Hashes[i], paragraph);
            writer.Write(new LabelRecord(paragraph, job.Decisions[i], job.Probabilities(i), origin));
            _repeats += origin is null ? 0 : 1;
        }
        _paragraphs += job.Batch.Count;
        _bytes += job.Batch.SourceBytes;
        job.Batch.Recycle();
        _free.Add(job);
    }

    private static LabelParagraph WorkOf(Labeler labeler)
    {
        var scratch = labeler.CreateScratch();
        return (ReadOnlySpan<char> text, Span<double> probabilities, out UInt128 foldedHash) =>
        {
            var decision = labeler.Label(text, scratch, probabilities);
            foldedHash = scratch.FoldedHash;
            return decision;
        };
    }
}
