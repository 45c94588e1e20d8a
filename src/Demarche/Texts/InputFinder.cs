using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Demarche.Texts;

/// <summary>The inputs of a run in the order in which they are read.</summary>
/// <param name="Inputs">The inputs, each once.</param>
/// <param name="Skipped">Files of unknown endings that were passed over in folders and patterns.</param>
/// <param name="Repeated">Files that were named more than once; each is read once.</param>
internal sealed record InputList(IReadOnlyList<TextInput> Inputs, int Skipped, int Repeated);

/// <summary>
/// Turns arguments (files, folders, patterns, "-") into inputs. Folders are walked to all depths, without hidden files and without following
/// links to folders (which could form a ring), and sorted by ordinal name, so that the order is the same on every machine.
/// </summary>
internal sealed class InputFinder
{
    private readonly record struct Found(string Name, string Typed, string Path, InputFormat Format, bool Compressed);

    private static readonly EnumerationOptions Shallow = new() { RecurseSubdirectories = false, IgnoreInaccessible = false };

    private readonly Action<InputFault> _onFault;
    private readonly List<Found> _found = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private int _skipped;
    private int _repeated;

    private InputFinder(Action<InputFault> onFault) => _onFault = onFault;

    /// <summary>Finds the inputs; what is missing or refused goes to <paramref name="onFault"/>.</summary>
    public static InputList Find(IEnumerable<string> arguments, Action<InputFault> onFault)
    {
        var finder = new InputFinder(onFault);
        foreach (var argument in arguments)
            finder.AddArgument(argument);
        return new InputList(finder.Named(), finder._skipped, finder._repeated);
    }

    private void AddArgument(string argument)
    {
        if (argument == "-")
            Add(new Found("-", "-", "-", InputFormat.Text, false));
        else if (Directory.Exists(argument))
            AddFolder(argument);
        else if (File.Exists(argument))
            AddFile(argument);
        else if (argument.Contains('*'))
            AddPattern(argument);
        else
            _onFault(Faults.Missing(argument));
    }

    private void AddFile(string argument)
    {
        if (InputFormats.TryTell(argument, out var format, out var compressed))
            Add(new Found(Path.GetFileName(argument), Slashes(argument), argument, format, compressed));
        else
            _onFault(Faults.UnknownEnding(argument, argument));
    }

    private void AddFolder(string argument)
    {
        var before = _found.Count + _repeated;
        var names = new List<string>();
        Walk(argument, "", names);
        names.Sort(string.CompareOrdinal);
        foreach (var name in names)
            AddKnown(name, Slashes(argument).TrimEnd('/') + "/" + name, Path.Combine(argument, name));
        if (_found.Count + _repeated == before)
            _onFault(Faults.EmptyFolder(argument));
    }

    private void Walk(string folder, string prefix, List<string> names)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Shallow))
            {
                if (entry is FileInfo)
                    names.Add(prefix + entry.Name);
                else if (entry.LinkTarget is null)
                    Walk(entry.FullName, prefix + entry.Name + "/", names);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _onFault(Faults.Unreadable(folder, e));
        }
    }

    // Matches stand for themselves as if the shell had written them out, save that unknown endings are passed over as in a folder.
    private void AddPattern(string argument)
    {
        var pattern = Slashes(argument);
        var fixedEnd = pattern.LastIndexOf('/', pattern.IndexOf('*')) + 1;
        var root = pattern[..fixedEnd];
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(pattern[fixedEnd..]);
        var before = _found.Count + _repeated;
        if (Directory.Exists(root.Length == 0 ? "." : root))
        {
            var folder = new DirectoryInfoWrapper(new DirectoryInfo(root.Length == 0 ? "." : root));
            foreach (var path in matcher.Execute(folder).Files.Select(f => f.Path).Order(StringComparer.Ordinal))
                AddKnown(Path.GetFileName(path), root + path, root + path);
        }
        if (_found.Count + _repeated == before)
            _onFault(Faults.NoMatch(argument));
    }

    private void AddKnown(string name, string typed, string path)
    {
        if (InputFormats.TryTell(name, out var format, out var compressed))
            Add(new Found(name, typed, path, format, compressed));
        else
            _skipped++;
    }

    private void Add(Found found)
    {
        if (_paths.Add(found.Path == "-" ? "-" : Path.GetFullPath(found.Path)))
            _found.Add(found);
        else
            _repeated++;
    }

    // Two inputs of one name would be mixed up in the output, so both get the path as it was typed.
    private TextInput[] Named()
    {
        var times = _found.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. _found.Select(f => new TextInput(times[f.Name] > 1 ? f.Typed : f.Name, f.Path, f.Format, f.Compressed))];
    }

    private static string Slashes(string path) => Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
}
