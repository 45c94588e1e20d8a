using System.Text;
using Demarche.Corpus;
using Demarche.Labels;

namespace Demarche.Tests.Corpus;

/// <summary>A folder of its own for corpus files, removed at the end, and a small schema.</summary>
internal sealed class CorpusFixture : IDisposable
{
    public static readonly Schema Schema = Schema.Parse("""
        { "format": 1,
          "tasks": [
            { "name": "language", "type": "one-of", "labels": ["en", "ru"] },
            { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
            { "name": "topics", "type": "multi-label", "labels": ["ukraine", "iran", "china"] },
            { "name": "stance", "type": "one-of", "labels": ["favor", "neutral", "against"] } ],
          "rules": [ { "when": { "task": "kind", "label": "boilerplate" }, "then": { "topics": [], "stance": ["neutral"] } } ] }
        """u8, "test schema");

    public string Folder { get; } = Directory.CreateTempSubdirectory("demarche-corpus-").FullName;

    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        return path;
    }

    public LabelledCorpus Read(CorpusRules rules) => CorpusReader.Read([Folder], Schema, rules);

    /// <summary>The message of the fault, without the folder's name.</summary>
    public string Fault(CorpusRules rules) =>
        Assert.Throws<DataException>(() => Read(rules)).Message.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public static ulong Bits(params string[] labels) => labels.Aggregate(0UL, (bits, label) =>
        bits | Schema.Tasks.Where(t => t.IndexOf(label) >= 0).Select(t => 1UL << (t.FirstOutput + t.IndexOf(label))).Single());

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
