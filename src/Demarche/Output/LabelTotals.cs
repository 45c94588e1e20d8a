namespace Demarche.Output;

/// <summary>Counts of a run.</summary>
/// <param name="Inputs">Inputs begun.</param>
/// <param name="InputsRead">Inputs of which something could be read, or which were sound and empty.</param>
/// <param name="Refused">Faults that were reported while reading.</param>
/// <param name="Paragraphs">Records written.</param>
/// <param name="Duplicates">Records marked as repeats.</param>
/// <param name="Bytes">Bytes of text read, after unpacking.</param>
internal readonly record struct LabelTotals(int Inputs, int InputsRead, int Refused, long Paragraphs, long Duplicates, long Bytes);
