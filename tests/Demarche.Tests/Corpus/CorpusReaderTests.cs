using System.Text;
using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Tests.Corpus;

public sealed class CorpusReaderTests : IDisposable
{
    private const string Header = "id,language,topics,stance,kind,style,text";
    private readonly CorpusFixture _corpus = new();

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Rows_come_in_the_order_of_files_with_labels_place_and_text()
    {
        _corpus.Write("b.csv", "text,id,stance,kind,topics,language", "Second file,b1,neutral,body,,ru");
        _corpus.Write("a.csv", Header, "a1,en,ukraine|china,favor,body,newswire,\"One, with", "two lines\"", "", "a2,en,,neutral,boilerplate,,Read in full");

        var rows = _corpus.Read(CorpusRules.Training).Rows;

        Assert.Equal(["a1", "a2", "b1"], rows.Select(r => r.Id));
        Assert.Equal([2L, 5, 2], rows.Select(r => r.Line));
        Assert.Equal("One, with\ntwo lines", rows[0].Text);
        Assert.EndsWith("a.csv", rows[0].File, StringComparison.Ordinal);
        Assert.Equal(CorpusFixture.Bits("en", "ukraine", "china", "favor", "body"), rows[0].Labels);
        Assert.Equal(CorpusFixture.Bits("ru", "body", "neutral"), rows[2].Labels);
        Assert.All(rows, r => Assert.Equal((1UL << CorpusFixture.Schema.OutputCount) - 1, r.Known));
        Assert.All(rows, r => Assert.Null(r.Agreement));
    }

    [Fact]
    public void All_faults_are_said_at_once_with_place_finding_and_expectation()
    {
        _corpus.Write("a.csv", Header,
            "a1,en,ukrane,favour,body,,One text here",
            "a2,en,iran||china,neutral,body,,Two text here",
            "a3,en,,favor|against,body,,Three text here",
            "a1,ru,,neutral,body,,Four text here",
            ",ru,,neutral,body,,Five text here",
            "a6,,,neutral,body,,Six text here",
            "a7,en,iran,neutral,body,,\" \"",
            "a8,en,iran,neutral,body,Eight text here",
            "a9,en,iran,neutral,body,,Nine \"text\" here",
            "a10,en,iran|china,neutral,body,,Ten  TEXT here",
            "a11,en,iran,favor,body,,ten  text here",
            "a12,en,,neutral,body,,\"Twelve",
            "a13,en,,neutral,body,,Thirteen");
        _corpus.Write("b.csv", "id,language,topics,kind,kind,text", "b1,en,,body,body,Text of b");
        File.WriteAllBytes(Path.Combine(_corpus.Folder, "c.csv"), []);
        File.WriteAllBytes(Path.Combine(_corpus.Folder, "d.csv"), [.. Encoding.UTF8.GetBytes(Header + "\nd1,en,,neutral,body,,"), 0xC0, 0x20, (byte)'\n']);

        Assert.Equal(
            """
            17 faults in the labelled rows:
            a.csv:2: topics has "ukrane", expected any of ukraine, iran, china, joined by "|". Nearest is "ukraine".
            a.csv:2: stance has "favour", expected one of favor, neutral, against. Nearest is "favor".
            a.csv:3: topics has "", expected any of ukraine, iran, china, joined by "|".
            a.csv:4: stance is "favor|against", expected exactly one of favor, neutral, against.
            a.csv:5: id "a1" stands already at a.csv:2, expected one of its own for each row.
            a.csv:6: id is empty, expected one of its own for each row.
            a.csv:7: language is empty, expected one of en, ru.
            a.csv:8: text is empty, expected a paragraph.
            a.csv:9: found 6 cells, expected 7 as in the header. A cell with a comma must stand in quotes.
            a.csv:10: found a quote out of place or never closed in [Nine "text" here], expected quotes around the whole cell and its own quotes doubled.
            a.csv:12: same text as a.csv:11, but topics is "iran" here and "iran|china" there; expected one labelling. Correct one or drop one.
            a.csv:12: same text as a.csv:11, but stance is "favor" here and "neutral" there; expected one labelling. Correct one or drop one.
            a.csv:13: found a quote out of place or never closed in ["Twelve a13,en,,neutral,body,,Thirteen], expected quotes around the whole cell and its own quotes doubled.
            b.csv:1: found column "kind" twice, expected each once.
            b.csv:1: found no column "stance" among id, language, topics, kind, kind, text; expected id, language, kind, topics, stance, text.
            c.csv:1: found an empty file, expected a header line with the names of the columns.
            d.csv:1: found bytes that are not UTF-8 in this line or after it, expected UTF-8. Convert the file.
            """, _corpus.Fault(CorpusRules.Training));
    }

    [Fact]
    public void A_message_lists_fifty_faults_and_counts_the_rest()
    {
        _corpus.Write("a.csv", [Header, .. Enumerable.Range(1, 60).Select(i => $"a{i},en,,bad,body,,Text number {i}")]);

        var lines = _corpus.Fault(CorpusRules.Training).Split('\n');

        Assert.Equal("60 faults in the labelled rows:", lines[0]);
        Assert.Equal(52, lines.Length);
        Assert.StartsWith("a.csv:51: ", lines[50], StringComparison.Ordinal);
        Assert.Equal("and 10 more.", lines[51]);
    }

    [Fact]
    public void Boilerplate_may_repeat_with_equal_labels()
    {
        _corpus.Write("a.csv", Header, "a1,en,,neutral,boilerplate,,Read in full", "a2,en,,neutral,boilerplate,,READ IN FULL");
        Assert.Equal(2, _corpus.Read(CorpusRules.Training).Rows.Count);
    }

    [Fact]
    public void Gold_may_lack_tasks_and_labels_and_hold_one_text_twice()
    {
        _corpus.Write("a.csv", "id,stance,topics,agreement,text", "a1,favor,,2/3,Same text", "a2,,iran,,Same text");

        var rows = _corpus.Read(CorpusRules.Gold).Rows;

        ulong stance = CorpusFixture.Schema.Find("stance")!.Mask, topics = CorpusFixture.Schema.Find("topics")!.Mask;
        Assert.Equal([stance | topics, topics], rows.Select(r => r.Known));
        Assert.Equal([CorpusFixture.Bits("favor"), CorpusFixture.Bits("iran")], rows.Select(r => r.Labels));
        Assert.Equal([2.0 / 3, null], rows.Select(r => r.Agreement));
    }

    [Fact]
    public void Gold_faults()
    {
        _corpus.Write("a.csv", "id,text,agreement,stance", "a1,Text,4/3,favor", "a2,Text,most,favor");
        _corpus.Write("b.csv", "id,text", "b1,Text");
        Assert.Equal(
            """
            3 faults in the labelled rows:
            a.csv:2: agreement is "4/3", expected readers that agreed of all, such as 2/3, or nothing.
            a.csv:3: agreement is "most", expected readers that agreed of all, such as 2/3, or nothing.
            b.csv:1: found no column of a task among id, text; expected one or more of language, kind, topics, stance.
            """, _corpus.Fault(CorpusRules.Gold));
    }

    [Fact]
    public void Missing_inputs_are_named()
    {
        Directory.CreateDirectory(Path.Combine(_corpus.Folder, "empty"));
        var error = Assert.Throws<DataException>(() => CorpusReader.Read(
            [Path.Combine(_corpus.Folder, "none.csv"), Path.Combine(_corpus.Folder, "empty")], CorpusFixture.Schema, CorpusRules.Gold));
        Assert.Equal(
            """
            2 faults in the labelled rows:
            none.csv: found neither a file nor a folder, expected a .csv file or a folder of them.
            empty: found no *.csv in this folder, expected labelled files.
            """, error.Message.Replace(_corpus.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_named_twice_is_read_once()
    {
        var path = _corpus.Write("a.csv", Header, "a1,en,,neutral,body,,Some text");
        Assert.Single(CorpusReader.Read([_corpus.Folder, path], CorpusFixture.Schema, CorpusRules.Training).Rows);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column()
    {
        File.WriteAllText(Path.Combine(_corpus.Folder, "a.csv"), Header + "\r\na1,en,,neutral,body,,Some text\r\n", new UTF8Encoding(true));
        Assert.Equal("Some text", Assert.Single(_corpus.Read(CorpusRules.Training).Rows).Text);
    }

    [Fact]
    public void Digest_depends_on_rows_but_not_on_their_order_or_files()
    {
        string[] rows = ["a1,en,,neutral,body,,Some text", "a2,en,iran,favor,body,,Other text", "a3,ru,,neutral,body,,Third text"];
        _corpus.Write("a.csv", [Header, .. rows]);
        var digest = _corpus.Read(CorpusRules.Training).Digest;
        Assert.Matches("^[0-9a-f]{64}$", digest);

        _corpus.Write("a.csv", Header, rows[2]);
        _corpus.Write("b.csv", Header, rows[1], rows[0]);
        Assert.Equal(digest, _corpus.Read(CorpusRules.Training).Digest);

        foreach (var changed in new[] { "a3,ru,,neutral,body,,Third text!", "a3,ru,,favor,body,,Third text", "a4,ru,,neutral,body,,Third text" })
        {
            _corpus.Write("a.csv", Header, changed);
            Assert.NotEqual(digest, _corpus.Read(CorpusRules.Training).Digest);
        }
    }
}
