using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Tests;

/// <summary>The files of the repository that tests read, found upwards from the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Sources => Path.Combine(Root, "src", "Demarche");
    public static string Corpus => Path.Combine(Root, "seeds", "corpus");
    public static string Documents => Path.Combine(Root, "seeds", "documents");
    public static string Lexicon => Path.Combine(Root, "seeds", "lexicon");
    public static string SchemaFile => Path.Combine(Root, "seeds", "schema.json");

    /// <summary>Every model folder that the repository ships.</summary>
    public static string[] Models => [.. Directory.GetDirectories(Path.Combine(Root, "models")).Order(StringComparer.Ordinal)];

    /// <summary>Gold files beside the repository, which is not where a clone has them: null there.</summary>
    public static string? Gold => Path.GetFullPath(Path.Combine(Root, "..", "shared", "gold")) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The corpus as training reads it, read once.</summary>
    public static LabelledCorpus TrainingCorpus => LazyCorpus.Value;

    private static readonly Lazy<LabelledCorpus> LazyCorpus = new(() => CorpusReader.Read([Corpus], Schema.Load(SchemaFile), CorpusRules.Training));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ML.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No ML.sln in {AppContext.BaseDirectory} or above it: the tests read seeds and models of the repository.");
    }
}
