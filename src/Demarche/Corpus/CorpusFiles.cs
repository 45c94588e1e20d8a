namespace Demarche.Corpus;

/// <summary>Finds the files of a corpus.</summary>
internal static class CorpusFiles
{
    /// <summary>Files as named; a folder stands for its <c>*.csv</c>, sorted ordinally. A file that is named twice is read once.</summary>
    public static List<string> Find(IEnumerable<string> paths, CorpusFaults faults)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
            foreach (var file in Expand(path, faults))
                if (seen.Add(Path.GetFullPath(file)))
                    files.Add(file);
        return files;
    }

    private static IEnumerable<string> Expand(string path, CorpusFaults faults)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
        {
            faults.Add(path, "found neither a file nor a folder, expected a .csv file or a folder of them.");
            return [];
        }
        var files = Directory.EnumerateFiles(path, "*.csv").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            faults.Add(path, "found no *.csv in this folder, expected labelled files.");
        return files;
    }
}
