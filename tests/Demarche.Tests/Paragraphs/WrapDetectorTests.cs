using Demarche.Paragraphs;
using Demarche.Tests.Texts;

namespace Demarche.Tests.Paragraphs;

/// <summary>All samples are invented.</summary>
public sealed class WrapDetectorTests
{
    private const string English =
        "The two delegations met for a third day in the old customs house above the harbour and parted without a joint paper, "
        + "a person in the room said, adding that the question of the ferry line had not been touched at all because the side "
        + "that had asked for it withdrew the request on the first morning. Another round is planned for the spring, when the ice "
        + "has gone and the commission has a new chair.";

    private const string Russian =
        "Переговоры о паромной линии продолжались третий день и закончились без общей бумаги, сообщил человек, который был в зале. "
        + "По его словам, вопрос о сборах вовсе не обсуждался, потому что сторона, которая его внесла, сняла его в первое же утро. "
        + "Следующая встреча назначена на весну, когда сойдёт лёд и у комиссии появится новый председатель.";

    private const string Persian =
        "گفتگوها درباره خط کشتی سه روز ادامه داشت و بدون بیانیه مشترک پایان یافت و یکی از حاضران گفت که موضوع عوارض اصلا بررسی نشد "
        + "چون طرفی که آن را مطرح کرده بود همان صبح نخست درخواست خود را پس گرفت و دور بعدی برای بهار پیش بینی شده است تا کمیسیون رئیس تازه داشته باشد";

    [Theory]
    [InlineData(English, 60)]
    [InlineData(English, 72)]
    [InlineData(English, 100)]
    [InlineData(Russian, 72)]
    [InlineData(Persian, 65)]
    public void Wrapped_paragraphs_are_joined(string paragraph, int width)
    {
        var second = string.Join(' ', paragraph.Split(' ').Reverse());
        var document = Wrap(paragraph, width) + "\n\n" + Wrap(second, width) + "\n";
        var (rows, _) = Samples.Read(document);
        Assert.Equal([paragraph, second], rows.Select(r => r.Text));
        Assert.Equal([1, Wrap(paragraph, width).Count(c => c == '\n') + 3], rows.Select(r => (int)r.Line));
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", "    ")]
    public void Line_ends_and_indents_do_not_hide_it(string end, string indent)
    {
        var document = (indent + Wrap(English, 70) + "\n\n" + indent + Wrap(English, 70)).Replace("\n", end + (end == "\n" ? "  " : ""));
        Assert.Equal([English, English], Samples.Read(document).Rows.Select(r => r.Text));
    }

    [Fact]
    public void A_headline_over_wrapped_text_and_its_list_stay_apart()
    {
        var document = "Ferry talks end\nBy our reporter\n" + Wrap(English, 70) + "\n\n" + Wrap(Russian, 70) + "\n- first point\n- second point\n";
        Assert.Equal(["Ferry talks end", "By our reporter", English, Russian, "- first point", "- second point"], Samples.Read(document).Rows.Select(r => r.Text));
    }

    [Theory]
    [InlineData("long- term", "long-term")]
    [InlineData("long\u00AD term", "longterm")]
    [InlineData("long - term", "long - term")]
    [InlineData("Long- Term", "Long- Term")]
    public void A_word_broken_at_its_hyphen_gets_no_space_and_a_soft_hyphen_goes(string words, string joined)
    {
        var atBreak = words.Insert(words.LastIndexOf(' ') + 1, "\n").Replace(" \n", "\n");
        // Some place and width at which the words fall apart just there.
        var (place, width) = (from p in new[] { "joint", "person", "ferry", "first", "round" } from w in Enumerable.Range(50, 50) select (p, w))
            .First(c => Wrap(English.Replace(c.p, words + " " + c.p), c.w).Contains(atBreak));
        var wrapped = Wrap(English.Replace(place, words + " " + place), width);
        Assert.Equal(English.Replace(place, joined + " " + place), Samples.Read(wrapped + "\n\n" + wrapped).Rows[0].Text);
    }

    [Theory]
    [MemberData(nameof(NotWrapped))]
    public void Other_shapes_keep_their_lines(string shape, string document)
    {
        Assert.NotEmpty(shape);
        var lines = document.Split('\n').Where(l => l.Trim().Length > 0).Select(l => l.Trim());
        Assert.Equal(lines, Samples.Read(document).Rows.Select(r => r.Text));
    }

    public static TheoryData<string, string> NotWrapped() => new()
    {
        { "article with a blank line after each paragraph", $"Ferry talks end\n\n{English}\n\n{Russian}\n\n{English}\n" },
        { "channel dump", "Forwarded from Harbour News\n⚓ The ferry line opens on Monday.\nRead in full\n#ferry #harbour\n\nForwarded from Harbour News\n🚢 Tickets cost four crowns, children travel free until the autumn.\n<...>\nThe pier stays closed.\nRead in full\n#ferry\n" },
        { "headline list", "Ferry line opens on Monday after two years of delay\nCommission gets a new chair in spring, sources say\nIce breaker returns to port with engine trouble\nCustoms house to become a museum of the old harbour\n\nMayor promises free tickets for children\nWhat we know about the pier that stays closed\n" },
        { "list in groups", "Ships in port:\nAurora\nBorealis\nMeridian\n\nShips at sea:\nPolaris\nCapella\nVega\n" },
        { "table of even lines", string.Concat(Enumerable.Range(10, 12).Select(i => $"2031-04-{i} 10:{i} Aurora    arrived at pier {i}   on time\n" + (i % 4 == 0 ? "\n" : ""))) },
        { "poem", "The ice has gone, the boats are out,\nThe gulls are loud today;\nThe old man turns his cap about\nAnd looks across the bay.\n\nHe had a boat, he has it not,\nIt lies beneath the quay;\nHe tells us of the fish he caught\nAnd nobody will stay.\n" },
        { "one block only", Wrap(English, 70) },
        { "long lines", Wrap(English, 150) + "\n\n" + Wrap(Russian, 150) },
        { "nothing", "" },
        { "blank lines", "\n\n \n\n" },
    };

    [Fact]
    public void Records_are_unwrapped_one_by_one()
    {
        var wrapped = Wrap(English, 70) + "\n\n" + Wrap(Russian, 70);
        var csv = $"id,text\na,\"{wrapped}\"\nb,\"one\ntwo\"\n";
        var (rows, _) = Samples.Read(csv, InputFormatCsv);
        Assert.Equal([("a", 1, English), ("a", 2, Russian), ("b", 1, "one"), ("b", 2, "two")], rows.Select(r => (r.Id!, r.Number, r.Text)));
        Assert.All(rows.Where(r => r.Id == "a"), r => Assert.Equal(2, r.Line));
    }

    [Fact]
    public void The_decision_looks_at_a_bounded_window()
    {
        var wrapped = string.Concat(Enumerable.Repeat(Wrap(English, 70) + "\n\n", 300));
        Assert.Equal(70, WrapDetector.Width(wrapped, complete: false));
        Assert.Equal(300, Samples.Read(wrapped).Rows.Count);
    }

    private const Demarche.Texts.InputFormat InputFormatCsv = Demarche.Texts.InputFormat.Csv;

    private static string Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length == 0)
                lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return string.Join('\n', lines);
    }
}
