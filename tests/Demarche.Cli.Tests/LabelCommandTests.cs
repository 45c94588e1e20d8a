using System.Text;
using System.Text.Json;

namespace Demarche.Cli.Tests;

public sealed class LabelCommandTests : IDisposable
{
    private readonly LabelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_go_to_stdout_and_talk_to_stderr()
    {
        _folder.Write("docs/b.txt", "The ministers met in Geneva.\n\nRead in full\n");
        _folder.Write("docs/a.jsonl", "{\"id\":7,\"text\":\"Київ отримав нові системи ППО.\"}\n");
        _folder.Write("docs/picture.png", "x");
        var (code, output, error) = Run("label", "docs");
        Assert.Equal(0, code);
        var records = Records(output);
        Assert.Equal(["a.jsonl/7/1/1", "b.txt//1/1", "b.txt//2/3"], records.Select(r => $"{r.GetProperty("document")}/{r.GetProperty("id")}/{r.GetProperty("paragraph")}/{r.GetProperty("line")}"));
        Assert.Equal(["document", "id", "paragraph", "line", "language", "kind", "topics", "stance", "uncertain", "scores", "duplicate_of", "text", "model"],
            records[0].EnumerateObject().Select(p => p.Name));
        Assert.Contains("1 file of other endings", error);
        Assert.Contains("2 inputs, 3 paragraphs, 0 duplicates, 0 refused, ", error);
    }

    [Fact]
    public void What_is_refused_is_named_and_the_rest_is_done()
    {
        _folder.Write("good.txt", "The ministers met.\n");
        _folder.Write("bad.txt", [.. "First.\n"u8, 0xCF, 0xF0]);
        var (code, output, error) = Run("label", "gone.txt", "bad.txt", "good.txt", "note.docx");
        Assert.Equal(3, code);
        Assert.Equal(["First.", "The ministers met."], Records(output).Select(r => r.GetProperty("text").GetString()));
        Assert.Contains("gone.txt: found nothing there", error);
        Assert.Contains("bad.txt at byte 7: ", error);
        Assert.Contains("3 refused", error);
    }

    [Fact]
    public void Nothing_readable_fails_and_leaves_no_file()
    {
        _folder.Write("bad.txt", [0xCF, 0xF0]);
        Assert.Equal(1, Run("label", "gone.txt").Code);
        Assert.Equal(1, Run("label", "bad.txt", "-o", "out.csv").Code);
        Assert.Equal(["bad.txt"], _folder.Files());
    }

    [Fact]
    public void A_file_appears_in_the_form_of_its_ending()
    {
        _folder.Write("a.txt", "The ministers met.\n");
        Assert.Equal(0, Run("label", "a.txt", "-o", "out.csv").Code);
        Assert.Equal(0, Run("label", "a.txt", "--output", "out.jsonl").Code);
        Assert.Equal(0, Run("label", "a.txt", "-o", "out.table", "--format", "table").Code);
        Assert.StartsWith("document,id,paragraph,line,", File.ReadAllText(Path.Combine(_folder.Path, "out.csv")));
        Assert.StartsWith("{\"document\":\"a.txt\"", File.ReadAllText(Path.Combine(_folder.Path, "out.jsonl")));
        Assert.Contains("a.txt:1", File.ReadAllText(Path.Combine(_folder.Path, "out.table")));
        Assert.Equal(["a.txt", "out.csv", "out.jsonl", "out.table"], _folder.Files());
    }

    [Fact]
    public void The_output_in_the_input_folder_is_not_read()
    {
        _folder.Write("a.txt", "The ministers met.\n");
        Assert.Equal(0, Run("label", ".", "-o", "out.jsonl").Code);
        var first = File.ReadAllText(Path.Combine(_folder.Path, "out.jsonl"));
        Assert.Equal(0, Run("label", ".", "-o", "out.jsonl").Code);
        Assert.Equal(first, File.ReadAllText(Path.Combine(_folder.Path, "out.jsonl")));
    }

    [Fact]
    public void Standard_input_in_a_named_encoding_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var input = Encoding.GetEncoding("windows-1251").GetBytes("Министры встретились в Женеве.\n");
        var (code, output, _) = LabelProcess.RunIn(_folder.Path, input, "", "label", "-", "--encoding", "windows-1251");
        Assert.Equal(0, code);
        Assert.Equal("Министры встретились в Женеве.", Assert.Single(Records(output)).GetProperty("text").GetString());
    }

    [Fact]
    public void Records_can_be_kept_whole_and_their_columns_named()
    {
        _folder.Write("a.csv", "key,body\nk,\"One.\nTwo.\"\n");
        var (_, output, _) = Run("label", "a.csv", "--id-field", "key", "--text-field", "body", "--whole");
        var record = Assert.Single(Records(output));
        Assert.Equal(("k", "One.\nTwo."), (record.GetProperty("id").GetString(), record.GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData("ru_RU.UTF-8")]
    [InlineData("fa_IR.UTF-8")]
    public void Culture_and_threads_change_nothing(string culture)
    {
        _folder.Write("a.txt", string.Concat(Enumerable.Range(0, 3000).Select(i => $"Minister {i % 700} met an envoy in Geneva.\n")));
        var plain = Run("label", "a.txt", "--threads", "1");
        var other = LabelProcess.RunIn(_folder.Path, [], culture, "label", "a.txt", "--threads", "3");
        Assert.Equal(plain.Output, other.Output);
        Assert.Matches(@"^1 input, 3,000 paragraphs, 2,300 duplicates, 0 refused, \d+\.\d\d s \([\d,]+ paragraphs/s, [\d,]+\.\d MB/s\)\s*$", other.Error);
    }

    [Fact]
    public void A_closed_pipe_ends_the_run_quietly()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder.Write("a.txt", string.Concat(Enumerable.Range(0, 200_000).Select(i => $"Minister {i} met.\n")));
        using var process = LabelProcess.Start(_folder.Path, "", "label", "a.txt");
        process.StandardInput.Close();
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        Assert.Equal("", process.StandardError.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_request_to_end_is_130_and_leaves_no_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = LabelProcess.Start(_folder.Path, "", "label", "-", "-o", "out.csv");
        // Its draft shows that it waits for input.
        while (_folder.Files().Length == 0 && !process.HasExited)
            Thread.Sleep(20);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(_folder.Files());
    }

    private (int Code, string Output, string Error) Run(params string[] args) => LabelProcess.Run(_folder.Path, "", args);

    private static JsonElement[] Records(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
