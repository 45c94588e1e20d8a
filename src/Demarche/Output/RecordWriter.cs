namespace Demarche.Output;

/// <summary>Writes labelled paragraphs in one format. Not safe for threads. The stream stays open.</summary>
internal abstract class RecordWriter
{
    /// <summary>Writes one record, perhaps only into a buffer.</summary>
    public abstract void Write(in LabelRecord record);

    /// <summary>Writes what is still in the buffer. Called once, after the last record.</summary>
    public abstract void Finish();
}
