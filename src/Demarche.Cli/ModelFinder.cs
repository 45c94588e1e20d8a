using Demarche.Corpus;

namespace Demarche.Cli;

/// <summary>
/// Finds model folders: as a path, or by name in a folder "models". Such folders are looked for in the variable DEMARCHE_MODELS,
/// then from the current folder upwards, then from the program's own folder upwards. The first that has the name wins.
/// </summary>
internal static class ModelFinder
{
    /// <summary>Variable that names folders of models, separated as in PATH.</summary>
    public const string Variable = "DEMARCHE_MODELS";

    /// <summary>Name of the model that is used when none is named.</summary>
    public const string DefaultName = "default";

    private const string FolderName = "models";
    private const string CardName = "model.json";

    /// <summary>The folder of a model; <paramref name="model"/> is a path or a name, null means the default.</summary>
    /// <exception cref="DataException">There is none; the message says where it was looked for.</exception>
    public static string Find(string? model) =>
        Find(model, Roots(Environment.GetEnvironmentVariable(Variable), Directory.GetCurrentDirectory(), AppContext.BaseDirectory));

    /// <summary>The same with the folders of models given.</summary>
    internal static string Find(string? model, IReadOnlyList<string> roots)
    {
        if (model is not null && (IsModel(model) || model.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)))
            return IsModel(model) ? model : throw new DataException($"{model}: found no {CardName} there, expected the folder of a model.");
        var name = model ?? DefaultName;
        return roots.Select(root => Path.Combine(root, name)).FirstOrDefault(IsModel) ?? throw new DataException(NotFound(name, roots));
    }

    /// <summary>All models that can be found by name, in the order in which they are looked for.</summary>
    public static IReadOnlyList<string> All() =>
        All(Roots(Environment.GetEnvironmentVariable(Variable), Directory.GetCurrentDirectory(), AppContext.BaseDirectory));

    internal static IReadOnlyList<string> All(IReadOnlyList<string> roots) =>
        [.. roots.SelectMany(r => Directory.GetDirectories(r).Order(StringComparer.Ordinal)).Where(IsModel)];

    /// <summary>The folders of models that exist, in order.</summary>
    internal static IReadOnlyList<string> Roots(string? variable, string current, string program)
    {
        var named = (variable ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. named.Concat(Upwards(current)).Concat(Upwards(program)).Where(Directory.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, FolderName);
    }

    private static bool IsModel(string folder) => File.Exists(Path.Combine(folder, CardName));

    private static string NotFound(string name, IReadOnlyList<string> roots)
    {
        string[] known = [.. All(roots).Select(m => Path.GetFileName(m)).Distinct(StringComparer.Ordinal)];
        var looked = roots.Count == 0 ? $"no folder \"{FolderName}\" was found" : $"looked in {string.Join(", ", roots)}";
        var near = known.Length == 0 ? "" : $" The nearest name there is \"{NearestWord.Of(name, known)}\".";
        return $"Model \"{name}\" not found: {looked}.{near} Name a model folder with --model, or the folder of models in {Variable}.";
    }
}
