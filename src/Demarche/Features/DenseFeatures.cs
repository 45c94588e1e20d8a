using Demarche.Lexicon;
using Demarche.Tokens;

namespace Demarche.Features;

/// <summary>
/// The second stage's view of a paragraph: a short row of whole numbers. First, for each group of concepts, how many stand in the paragraph, and how many
/// of them inside quotation marks; then marks of form and of the target (where Russia is first named, how often); last the first stage's logits.
/// </summary>
internal sealed class DenseFeatures
{
    /// <summary>Counts stop here: more of the same says nothing new.</summary>
    private const int MostCounted = 7;

    private static readonly string[] MarkNames =
        ["tokens", "sentences", "quoted tokens", "numbers", "concepts", "target mentions", "target first at", "target last at", "target sentences", "target quoted"];

    /// <summary>Heads whose names are told apart down to their third part; of other names two parts are enough.</summary>
    private static readonly string[] FineHeads = ["verb.", "frame.", "ref.", "role.", "cue.", "judge."];

    private readonly int[][] _groupsOf;
    private readonly bool[] _isTarget;
    private readonly int _groups;

    public DenseFeatures(FeatureOptions options, ConceptLexicon lexicon, int outputs)
    {
        var names = lexicon.Concepts.SelectMany(Groups).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        _groups = names.Length;
        _groupsOf = [.. lexicon.Concepts.Select(c => Groups(c).Select(g => Array.BinarySearch(names, g, StringComparer.Ordinal)).ToArray())];
        _isTarget = [.. lexicon.Concepts.Select(c => options.Target.Any(t => c == t || c.StartsWith(t + ".", StringComparison.Ordinal)))];
        Names = [.. names, .. names.Select(n => n + " (quoted)"), .. MarkNames, .. Enumerable.Range(0, outputs).Select(o => $"first stage, output {o}")];
        LogitsStart = _groups * 2 + MarkNames.Length;
    }

    /// <summary>Name of each number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Where the first stage's logits go; <see cref="Fill"/> leaves them alone.</summary>
    public int LogitsStart { get; }

    /// <summary>Logits are cut to units of 1/64: finer steps would only teach noise.</summary>
    public static int Round(double logit) => (int)Math.Round(Math.Clamp(logit, -1000, 1000) * 64);

    /// <summary>Writes all numbers but the logits.</summary>
    public void Fill(ReadOnlySpan<Token> tokens, ReadOnlySpan<ConceptMatch> matches, Span<int> into)
    {
        into[..LogitsStart].Clear();
        var marks = into.Slice(_groups * 2, MarkNames.Length);
        FillTokenMarks(tokens, marks);
        marks[4] = matches.Length;
        marks[6] = marks[7] = -1;
        int sentence = 0, scanned = 0, counted = -1; // matches come in order, so sentences are found by going on, never by going back
        foreach (ref readonly var match in matches)
        {
            var quoted = (tokens[match.First].Marks & TokenMarks.Quoted) != 0;
            foreach (var group in _groupsOf[match.Concept])
            {
                Count(ref into[group]);
                if (quoted)
                    Count(ref into[_groups + group]);
            }
            if (!_isTarget[match.Concept])
                continue;
            var place = match.First * 1000 / tokens.Length;
            marks[5]++;
            marks[6] = marks[6] < 0 ? place : marks[6];
            marks[7] = place;
            marks[9] += quoted ? 1 : 0;
            while (scanned < match.First)
                if ((tokens[++scanned].Marks & TokenMarks.SentenceStart) != 0)
                    sentence = scanned;
            if (sentence != counted)
            {
                counted = sentence;
                marks[8]++;
            }
        }
    }

    private static void FillTokenMarks(ReadOnlySpan<Token> tokens, Span<int> marks)
    {
        marks[0] = tokens.Length;
        foreach (ref readonly var token in tokens)
        {
            marks[1] += (token.Marks & TokenMarks.SentenceStart) != 0 ? 1 : 0;
            marks[2] += (token.Marks & TokenMarks.Quoted) != 0 ? 1 : 0;
            marks[3] += (token.Marks & TokenMarks.Number) != 0 ? 1 : 0;
        }
    }

    private static void Count(ref int count)
    {
        if (count < MostCounted)
            count++;
    }

    private static IEnumerable<string> Groups(string concept)
    {
        var parts = concept.Split('.');
        yield return parts[0];
        if (parts.Length > 1)
            yield return $"{parts[0]}.{parts[1]}";
        if (parts.Length > 2 && FineHeads.Any(h => concept.StartsWith(h, StringComparison.Ordinal)))
            yield return $"{parts[0]}.{parts[1]}.{parts[2]}";
    }
}
