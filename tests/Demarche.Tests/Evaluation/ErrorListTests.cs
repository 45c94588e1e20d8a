using System.Globalization;
using Demarche.Evaluation;
using Demarche.Tests.Corpus;

namespace Demarche.Tests.Evaluation;

public sealed class ErrorListTests
{
    private static string Write(EvaluationFixture f, double[][]? probabilities)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        ErrorList.Write(to, CorpusFixture.Schema, f.Gold, f.Predicted, probabilities);
        return to.ToString();
    }

    [Fact]
    public void One_line_for_each_wrong_task_with_the_probabilities_of_its_labels()
    {
        var f = new EvaluationFixture()
            .Row("en body ukraine favor", "en body ukraine favor")
            .Row("ru body ukraine iran favor", "ru body ukraine neutral")
            .Row("ru boilerplate neutral", "ru body iran favor")
            .Row("en body", "en body favor");
        double[] p = [0.5, 0.5, 0.75, 0.25, 0.9, 0.25, 0.0625, 0.2, 0.7, 0.1];

        Assert.Equal(
            """
            id,language,text,task,gold,predicted,probabilities
            r1,ru,Text 1,topics,ukraine|iran,ukraine,ukraine=0.900|iran=0.250|china=0.063
            r1,ru,Text 1,stance,favor,neutral,favor=0.200|neutral=0.700|against=0.100
            r2,ru,Text 2,kind,boilerplate,body,body=0.750|boilerplate=0.250

            """, Write(f, [p, p, p, p]));
    }

    [Fact]
    public void Without_probabilities_the_column_is_empty() =>
        Assert.EndsWith("r0,en,Text 0,stance,favor,neutral,\n", Write(new EvaluationFixture().Row("en body favor", "en body neutral"), null), StringComparison.Ordinal);
}
