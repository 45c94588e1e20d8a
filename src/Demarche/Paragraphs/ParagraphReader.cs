using Demarche.Texts;

namespace Demarche.Paragraphs;

/// <summary>Inputs to paragraphs, a batch at a time, in bounded memory.</summary>
internal static class ParagraphReader
{
    /// <summary>
    /// Reads one input. What is refused goes to <paramref name="onFault"/>; what came before it is kept. Each batch is the caller's, to be recycled.
    /// </summary>
    public static IEnumerable<ParagraphBatch> Read(TextInput input, ReadOptions options, Action<InputFault> onFault) =>
        Read(input, () => InputStreams.Open(input, options), options, onFault);

    /// <summary>Reads one input from a source that is opened when the first batch is asked for.</summary>
    internal static IEnumerable<ParagraphBatch> Read(TextInput input, Func<StrictReader> open, ReadOptions options, Action<InputFault> onFault)
    {
        using var document = TryOpen(input, open, options, onFault);
        var counted = 0L;
        var more = document is not null;
        while (more)
        {
            var batch = new ParagraphBatch(input.Name);
            more = TryFill(document!, batch, onFault);
            batch.SourceBytes = document!.BytesRead - counted;
            counted += batch.SourceBytes;
            if (batch.Count > 0)
                yield return batch;
            else
                batch.Recycle();
        }
    }

    private static DocumentSource? TryOpen(TextInput input, Func<StrictReader> open, ReadOptions options, Action<InputFault> onFault)
    {
        try
        {
            var source = open();
            return input.Format == InputFormat.Text
                ? new LineSource(input, source, options)
                : new RecordSource(input, source, options, onFault);
        }
        catch (InputFaultException e)
        {
            onFault(e.Fault);
            return null;
        }
    }

    private static bool TryFill(DocumentSource document, ParagraphBatch batch, Action<InputFault> onFault)
    {
        try
        {
            return document.Fill(batch);
        }
        catch (InputFaultException e)
        {
            batch.Abandon();
            onFault(e.Fault);
            return false;
        }
    }
}
