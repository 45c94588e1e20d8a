using Demarche.Lexicon;
using Demarche.Tokens;

namespace Demarche.Features;

/// <summary>
/// Who stands near what: ordered pairs of concepts of one sentence, and concepts inside quotation marks. Pairs are made of short names
/// (<c>person.russia</c>, <c>frame.pro</c>, <c>verb.accuse</c>), so that what is learned of one place or person holds for its kind.
/// </summary>
internal sealed class RelationFeatures
{
    private readonly FeatureOptions _options;
    private readonly ulong[] _short;
    private readonly List<(ulong Name, int First, int Last)> _items = [];
    private readonly HashSet<ulong> _seen = [];

    public RelationFeatures(FeatureOptions options, ConceptLexicon lexicon)
    {
        _options = options;
        _short = [.. lexicon.Concepts.Select(c => TokenHash.Of(ShortName(c)))];
    }

    /// <summary>The first two parts of a name.</summary>
    internal static string ShortName(string concept)
    {
        var dot = concept.IndexOf('.');
        var second = dot < 0 ? -1 : concept.IndexOf('.', dot + 1);
        return second < 0 ? concept : concept[..second];
    }

    public void Add(ReadOnlySpan<Token> tokens, ReadOnlySpan<ConceptMatch> matches, FeatureExtractor into)
    {
        if (_options.PairDistance == 0)
            return;
        _seen.Clear();
        for (var i = 0; i < matches.Length; i++)
        {
            ref readonly var left = ref matches[i];
            if ((tokens[left.First].Marks & TokenMarks.Quoted) != 0)
                AddOnce(TokenHash.Combine(QuotedSeed, _short[left.Concept]), into);
            for (var j = i + 1; j < matches.Length && matches[j].First - left.Last <= _options.PairDistance; j++)
                if (matches[j].First > left.Last && SameSentence(tokens, left.Last, matches[j].First))
                    AddOnce(TokenHash.Combine(_short[left.Concept], _short[matches[j].Concept]), into);
        }
    }

    private const ulong QuotedSeed = 0xA24BAED4963EE407;

    private static bool SameSentence(ReadOnlySpan<Token> tokens, int from, int to)
    {
        for (var i = from + 1; i <= to; i++)
            if ((tokens[i].Marks & TokenMarks.SentenceStart) != 0)
                return false;
        return true;
    }

    private void AddOnce(ulong hash, FeatureExtractor into)
    {
        if (_seen.Add(hash))
            into.AddHashed(FeatureBlock.Relations, hash);
    }
}
