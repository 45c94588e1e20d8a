namespace Demarche.Corpus;

/// <summary>What a labelled file must hold.</summary>
internal enum CorpusRules
{
    /// <summary>Rows to learn from: every task is labelled in every row, and one text has one labelling.</summary>
    Training,

    /// <summary>
    /// Rows to measure on: a missing task column, or an empty cell of a one-of task, leaves that task out of <see cref="CorpusRow.Known"/>.
    /// </summary>
    Gold,
}
