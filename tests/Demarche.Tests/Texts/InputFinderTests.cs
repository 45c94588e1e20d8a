using Demarche.Texts;

namespace Demarche.Tests.Texts;

public sealed class InputFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<InputFault> _faults = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_walked_in_ordinal_order_with_names_below_it()
    {
        foreach (var name in new[] { "b.txt", "a/z.md", "a.csv", "B.TSV", "a/b/c.jsonl.gz", ".hidden.txt", "picture.png", "notes.docx" })
            _folder.Write(name, "x");
        var found = Find(_folder.Path);
        Assert.Equal(["B.TSV", "a.csv", "a/b/c.jsonl.gz", "a/z.md", "b.txt"], found.Inputs.Select(i => i.Name));
        Assert.Equal([InputFormat.Tsv, InputFormat.Csv, InputFormat.Jsonl, InputFormat.Text, InputFormat.Text], found.Inputs.Select(i => i.Format));
        Assert.True(found.Inputs[2].Compressed);
        Assert.Equal(2, found.Skipped);
        Assert.Empty(_faults);
    }

    [Fact]
    public void Inputs_of_one_name_get_the_path_as_typed()
    {
        var one = _folder.Write("one/a.txt", "x");
        var two = _folder.Write("two/a.txt", "x");
        _folder.Write("two/b.txt", "x");
        var found = Find(one, Path.Combine(_folder.Path, "two") + "/");
        Assert.Equal([one, two, "b.txt"], found.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void A_file_named_twice_is_read_once()
    {
        var file = _folder.Write("a.txt", "x");
        var found = Find(file, _folder.Path, file);
        Assert.Equal(["a.txt"], found.Inputs.Select(i => i.Name));
        Assert.Equal(2, found.Repeated);
        Assert.Empty(_faults);
    }

    [Fact]
    public void Patterns_are_expanded_where_the_shell_did_not()
    {
        foreach (var name in new[] { "a.txt", "x/b.txt", "x/y/c.txt", "x/y/d.md", "x/e.png" })
            _folder.Write(name, "x");
        Assert.Equal(["a.txt"], Find(_folder.Path + "/*.txt").Inputs.Select(i => i.Name));
        Assert.Equal(["a.txt", "b.txt", "c.txt"], Find(_folder.Path + "/**/*.txt").Inputs.Select(i => i.Name));
        Assert.Equal(["b.txt"], Find(_folder.Path + "/x/*").Inputs.Select(i => i.Name));
        Assert.Empty(_faults);
    }

    [Fact]
    public void What_is_missing_unknown_or_empty_is_named()
    {
        var unknown = _folder.Write("notes.docx", "x");
        var missing = Path.Combine(_folder.Path, "gone.txt");
        var empty = Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName;
        var found = Find(unknown, missing, empty, _folder.Path + "/*.tsv");
        Assert.Empty(found.Inputs);
        Assert.Equal([unknown, missing, empty, _folder.Path + "/*.tsv"], _faults.Select(f => f.Place));
        Assert.Contains("\".docx\", expected one of .txt, .md, .csv, .tsv, .jsonl, each also with .gz", _faults[0].Message);
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        var input = Assert.Single(Find("-").Inputs);
        Assert.Equal(new TextInput("-", "-", InputFormat.Text, false), input);
    }

    [Fact]
    public void A_link_to_a_folder_above_makes_no_ring()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder.Write("a.txt", "x");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "up"), _folder.Path);
        Assert.Equal(["a.txt"], Find(_folder.Path).Inputs.Select(i => i.Name));
    }

    private InputList Find(params string[] arguments) => InputFinder.Find(arguments, _faults.Add);
}
