namespace Demarche.Corpus;

/// <summary>One labelled paragraph of a corpus or gold file.</summary>
/// <param name="Id">Its id, unique in the corpus.</param>
/// <param name="File">File it was read from, as named.</param>
/// <param name="Line">Line of the file where it starts, counted from 1.</param>
/// <param name="Text">The text as written.</param>
/// <param name="Labels">Bit for each output of the schema that it carries.</param>
/// <param name="Known">Outputs of the tasks that are labelled in this row (a gold file may lack a column): bits outside mean
/// nothing.</param>
/// <param name="Agreement">Share of readers that agreed, from a column "agreement" such as 2/3, or null.</param>
internal sealed record CorpusRow(string Id, string File, long Line, string Text, ulong Labels, ulong Known, double? Agreement);
