using Demarche.Texts;

namespace Demarche.Paragraphs;

/// <summary>Paragraphs of one input.</summary>
internal abstract class DocumentSource(StrictReader source) : IDisposable
{
    /// <summary>Bytes read so far.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>Fills a batch; false when the input is at its end.</summary>
    public abstract bool Fill(ParagraphBatch batch);

    public abstract void Dispose();
}

/// <summary>An input of lines: one document.</summary>
internal sealed class LineSource : DocumentSource
{
    private readonly LineReader _lines;
    private readonly ParagraphSplitter _splitter;

    public LineSource(TextInput input, StrictReader source, ReadOptions options)
        : base(source)
    {
        _lines = new LineReader(source, options.MaxParagraph, paragraphSeparators: !options.Whole);
        _splitter = new ParagraphSplitter(input.Name, options);
        _splitter.Begin(_lines, id: null, recordLine: 0);
    }

    public override bool Fill(ParagraphBatch batch)
    {
        while (!batch.IsFull)
            if (!_splitter.Next(batch))
                return false;
        return true;
    }

    public override void Dispose() => _lines.Dispose();
}

/// <summary>An input of records: each is a document of its own.</summary>
internal sealed class RecordSource : DocumentSource
{
    private readonly RecordReader _records;
    private readonly LineReader _lines;
    private readonly ParagraphSplitter _splitter;
    private bool _inRecord;

    public RecordSource(TextInput input, StrictReader source, ReadOptions options, Action<InputFault> onFault)
        : base(source)
    {
        _records = RecordReader.Open(input, source, options, onFault);
        _lines = new LineReader(options.MaxParagraph, paragraphSeparators: !options.Whole);
        _splitter = new ParagraphSplitter(input.Name, options);
    }

    public override bool Fill(ParagraphBatch batch)
    {
        while (!batch.IsFull)
        {
            if (!_inRecord && !NextRecord())
                return false;
            _inRecord = _splitter.Next(batch);
        }
        return true;
    }

    public override void Dispose()
    {
        _records.Dispose();
        _lines.Dispose();
    }

    private bool NextRecord()
    {
        if (!_records.Read())
            return false;
        _lines.Set(_records.Text);
        _splitter.Begin(_lines, _records.Id, _records.Line);
        return true;
    }
}
