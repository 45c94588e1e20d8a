using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Demarche.Lexicon;

/// <summary>One pattern of the lexicon as written.</summary>
/// <param name="Concept">Name of the concept it stands for ("place.ukraine.kharkiv").</param>
/// <param name="Language">Column it stands in ("ru").</param>
/// <param name="Pattern">Words separated by spaces; a word that ends in * matches with any ending.</param>
/// <param name="File">File it was read from.</param>
/// <param name="Line">Line of the file.</param>
internal sealed record LexiconPattern(string Concept, string Language, string Pattern, string File, int Line);

/// <summary>Reads <c>concept,en,ru,uk,fa</c> files: any columns beside <c>concept</c> are languages, a cell holds patterns joined by |.</summary>
internal static class LexiconSource
{
    /// <summary>Reads every *.csv of a folder, in ordinal order of names. The same concept may stand in several rows and files.</summary>
    /// <exception cref="DataException">Folder or header is missing, or a concept has no name.</exception>
    public static IReadOnlyList<LexiconPattern> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"{folder}: no such folder. Expected a lexicon: *.csv files with the columns concept and one for each language; see seeds/lexicon.");
        var files = Directory.GetFiles(folder, "*.csv").Where(IsConceptFile).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new DataException($"{folder}: holds no *.csv file with a column \"concept\". Expected a lexicon; see seeds/lexicon.");
        var patterns = new List<LexiconPattern>();
        foreach (var file in files)
            ReadFile(file, patterns);
        return patterns;
    }

    private static bool IsConceptFile(string file)
    {
        using var reader = new StreamReader(file);
        return reader.ReadLine()?.StartsWith("concept", StringComparison.Ordinal) == true;
    }

    private static void ReadFile(string file, List<LexiconPattern> patterns)
    {
        using var reader = new StreamReader(file);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        csv.Read();
        csv.ReadHeader();
        var header = csv.HeaderRecord!;
        while (csv.Read())
        {
            var line = csv.Parser.RawRow;
            var concept = csv.GetField("concept")?.Trim() ?? "";
            if (concept.Length == 0)
                throw new DataException($"{file}:{line}: the concept has no name. Expected a dotted name such as place.ukraine.kharkiv.");
            foreach (var language in header.Where(h => h != "concept"))
                foreach (var pattern in (csv.GetField(language) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    patterns.Add(new LexiconPattern(concept, language, pattern, file, line));
        }
    }
}
