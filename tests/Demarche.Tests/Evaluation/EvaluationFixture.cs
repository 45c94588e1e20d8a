using Demarche.Corpus;
using Demarche.Labels;
using Demarche.Tests.Corpus;

namespace Demarche.Tests.Evaluation;

/// <summary>Gold rows and decisions written as labels. The schema is the one of <see cref="CorpusFixture"/>.</summary>
internal sealed class EvaluationFixture
{
    public List<CorpusRow> Gold { get; } = [];

    public List<Decision> Predicted { get; } = [];

    /// <summary>A row: labels separated by spaces; a task without a label in <paramref name="gold"/> is unknown, unless it is topics.</summary>
    public EvaluationFixture Row(string gold, string predicted, bool uncertain = false, double? agreement = null)
    {
        var labels = CorpusFixture.Bits(gold.Split(' '));
        var known = CorpusFixture.Schema.Tasks.Where(t => t.Type == TaskType.MultiLabel || (labels & t.Mask) != 0).Aggregate(0UL, (m, t) => m | t.Mask);
        Gold.Add(new CorpusRow($"r{Gold.Count}", "gold.csv", Gold.Count + 2, $"Text {Gold.Count}", labels, known, agreement));
        Predicted.Add(new Decision(CorpusFixture.Bits(predicted.Split(' ')), uncertain));
        return this;
    }

    public EvaluationFixture Rows(int count, string gold, string predicted)
    {
        for (var i = 0; i < count; i++)
            Row(gold, predicted);
        return this;
    }
}
