namespace Demarche.Paragraphs;

/// <summary>One paragraph and where it stands.</summary>
/// <param name="Document">Name of the input as it stands in records: the path below the folder that was named, or the file name.</param>
/// <param name="Id">Id of the record in a record format, else null.</param>
/// <param name="Number">Position in its document, counted from 1.</param>
/// <param name="Line">Line of the source where it starts, counted from 1.</param>
/// <param name="Text">The text, without white space at both ends, never empty. Valid while its batch is not recycled.</param>
internal readonly record struct Paragraph(string Document, string? Id, int Number, long Line, ReadOnlyMemory<char> Text);
