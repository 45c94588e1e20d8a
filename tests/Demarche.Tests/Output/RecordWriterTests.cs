using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Demarche.Labels;
using Demarche.Output;
using Demarche.Paragraphs;
using Demarche.Tests.Texts;
using FsCheck.Xunit;

namespace Demarche.Tests.Output;

public sealed class RecordWriterTests
{
    private const string Json = """
        {"document":"a/київ.txt","id":null,"paragraph":3,"line":5,"language":"en","kind":"body","topics":["ukraine","iran"],"stance":"against","uncertain":false,"scores":{"topics":{"ukraine":0.9876,"iran":0.3333},"stance":{"favor":0,"neutral":0.1,"against":0.9}},"duplicate_of":null,"text":"He said \"no\", تهران 😀\nnext","model":"default@9f3c2a41"}
        {"document":"b.csv","id":"x,1","paragraph":1,"line":2,"language":"ru","kind":"heading","topics":[],"stance":"neutral","uncertain":true,"scores":{"topics":{"ukraine":0,"iran":0},"stance":{"favor":0.25,"neutral":0.5,"against":0.25}},"duplicate_of":"b.csv@x,0#7","text":"Текст","model":"default@9f3c2a41"}

        """;

    private const string Csv = """
        document,id,paragraph,line,language,kind,topics,stance,uncertain,topics.ukraine,topics.iran,stance.favor,stance.neutral,stance.against,duplicate_of,text,model
        a/київ.txt,,3,5,en,body,ukraine|iran,against,false,0.9876,0.3333,0,0.1,0.9,,"He said ""no"", تهران 😀~next",default@9f3c2a41
        b.csv,"x,1",1,2,ru,heading,,neutral,true,0,0,0.25,0.5,0.25,"b.csv@x,0#7",Текст,default@9f3c2a41

        """;

    [Theory]
    [InlineData("")]
    [InlineData("ru-RU")]
    [InlineData("fa-IR")]
    public void Json_lines_are_as_designed_in_every_culture(string culture) =>
        Assert.Equal(Json.ReplaceLineEndings("\n"), In(culture, () => WriteJson(FakeLabels.Examples)));

    [Theory]
    [InlineData("")]
    [InlineData("ru-RU")]
    [InlineData("fa-IR")]
    public void Csv_is_as_designed_in_every_culture(string culture) =>
        Assert.Equal(Csv.ReplaceLineEndings("\r\n").Replace('~', '\n'), In(culture, () => WriteCsv(FakeLabels.Examples)));

    [Fact]
    public void A_schema_without_scores_has_no_score_fields()
    {
        var schema = Schema.Parse("""{"format":1,"tasks":[{"name":"tone","type":"one-of","labels":["up","down"]}],"rules":[]}"""u8, "test");
        var record = (new Paragraph("a", null, 1, 1, "t".AsMemory()), new Decision(2, false), new double[2], (ParagraphOrigin?)null);
        Assert.Equal("""{"document":"a","id":null,"paragraph":1,"line":1,"tone":"down","uncertain":false,"duplicate_of":null,"text":"t","model":"m"}""" + "\n",
            FakeLabels.Write(s => new JsonlRecordWriter(s, schema, "m"), record));
        Assert.Equal("document,id,paragraph,line,tone,uncertain,duplicate_of,text,model\r\na,,1,1,down,false,,t,m\r\n",
            FakeLabels.Write(s => new CsvRecordWriter(s, schema, "m"), record));
    }

    [Fact]
    public void No_record_gives_no_line_of_json_and_a_header_of_csv()
    {
        Assert.Equal("", WriteJson());
        Assert.Equal(string.Join(',', CsvRecordWriter.Columns(FakeLabels.Schema)) + "\r\n", WriteCsv());
    }

    [Property]
    public void What_is_written_reads_back_the_same(int[] codes, int number, long line)
    {
        var text = Samples.Text(codes);
        var decision = FakeLabels.Label(text, new double[9], out _);
        var records = Enumerable.Repeat((new Paragraph(text, text + "i", number, line, text.AsMemory()), decision, new double[9], (ParagraphOrigin?)new ParagraphOrigin(text, null, number)), 3).ToArray();

        var lines = WriteJson(records).Split('\n');
        Assert.Equal(4, lines.Length);
        foreach (var json in lines[..3].Select(l => JsonDocument.Parse(l).RootElement))
        {
            Assert.Equal((text, text + "i", number, line), (json.GetProperty("document").GetString(), json.GetProperty("id").GetString(), json.GetProperty("paragraph").GetInt32(), json.GetProperty("line").GetInt64()));
            Assert.Equal(text, json.GetProperty("text").GetString());
        }

        using var csv = new CsvReader(new StringReader(WriteCsv(records)), new CsvConfiguration(CultureInfo.InvariantCulture));
        Assert.Equal(3, csv.GetRecords<dynamic>().Count(r => r.document == text && r.id == text + "i" && r.text == text
            && r.paragraph == number.ToString(CultureInfo.InvariantCulture) && r.line == line.ToString(CultureInfo.InvariantCulture)));
    }

    [Property]
    public bool Probabilities_have_four_decimals_and_a_point(ushort value)
    {
        var probability = value / (double)ushort.MaxValue;
        var text = In("ru-RU", () => Encoding.ASCII.GetString(Probability.Text(probability)));
        return Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - probability) <= 0.00005 + 1e-12 && text.Length <= 6;
    }

    private static string WriteJson(params (Paragraph, Decision, double[], ParagraphOrigin?)[] records) =>
        FakeLabels.Write(s => new JsonlRecordWriter(s, FakeLabels.Schema, "default@9f3c2a41"), records);

    private static string WriteCsv(params (Paragraph, Decision, double[], ParagraphOrigin?)[] records) =>
        FakeLabels.Write(s => new CsvRecordWriter(s, FakeLabels.Schema, "default@9f3c2a41"), records);

    private static T In<T>(string culture, Func<T> act)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
