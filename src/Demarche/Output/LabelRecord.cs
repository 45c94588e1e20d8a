using Demarche.Labels;
using Demarche.Paragraphs;

namespace Demarche.Output;

/// <summary>One labelled paragraph on its way out.</summary>
internal readonly ref struct LabelRecord(Paragraph paragraph, Decision decision, ReadOnlySpan<double> probabilities, ParagraphOrigin? duplicateOf)
{
    /// <summary>The paragraph and its place.</summary>
    public Paragraph Paragraph { get; } = paragraph;

    /// <summary>Its labels.</summary>
    public Decision Decision { get; } = decision;

    /// <summary>Probability of each output of the schema.</summary>
    public ReadOnlySpan<double> Probabilities { get; } = probabilities;

    /// <summary>The earlier paragraph of the same text, if there is one.</summary>
    public ParagraphOrigin? DuplicateOf { get; } = duplicateOf;
}

/// <summary>Where a paragraph stands, as <c>duplicate_of</c> names it: <c>document#paragraph</c>, in a record with an id <c>document@id#paragraph</c>.</summary>
internal readonly record struct ParagraphOrigin(string Document, string? Id, int Number)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Document}{(Id is null ? "" : "@")}{Id}#{Number}");
}
