namespace Demarche.Cli;

/// <summary>Finds the lexicon and the schema that belong to a corpus: they stand beside it or above it, as in <c>seeds</c>.</summary>
internal static class SeedFiles
{
    // seeds/corpus/en.csv: the file's folder, and the one above it.
    private const int Levels = 3;

    /// <summary>Folder of the lexicon: <paramref name="given"/>, or <c>lexicon</c> near the corpus.</summary>
    public static string Lexicon(string? given, string corpus) => given ?? Near(corpus, "lexicon", Directory.Exists, "--lexicon DIR");

    /// <summary>Schema file: <paramref name="given"/>, or <c>schema.json</c> near the corpus.</summary>
    public static string Schema(string? given, string corpus) => given ?? Near(corpus, "schema.json", File.Exists, "--schema FILE");

    private static string Near(string corpus, string name, Func<string, bool> exists, string option)
    {
        var folder = Path.GetFullPath(corpus);
        for (var level = 0; level < Levels && folder is not null; level++, folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, name) is var found && exists(found))
                return found;
        throw new DataException($"{corpus}: found no \"{name}\" in it, beside it or above it. Name one with {option}.");
    }
}
