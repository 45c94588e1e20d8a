using Demarche.Lexicon;
using Demarche.Numerics;

namespace Demarche.Tests.Lexicon;

public sealed class LexiconCompilerTests
{
    [Fact]
    public void A_pattern_that_stands_twice_counts_once() =>
        AssertEqual(Patterns.Compile(("a", "one two"), ("b", "three")).Arrays, Patterns.Compile(("b", "three"), ("a", "one two"), ("a", "One  two"), ("b", "three")).Arrays);

    [Fact]
    public void Tables_find_their_keys_and_no_others()
    {
        var prng = new Prng(11);
        var entries = Enumerable.Range(0, 5000).ToDictionary(_ => prng.NextUInt64() | 1, i => i);
        var table = HashTable.Build(entries);
        Assert.All(entries, e => Assert.Equal(e.Value, table.Find(e.Key)));
        Assert.All(Enumerable.Range(0, 5000), _ => Assert.Equal(-1, table.Find(prng.NextUInt64() & ~1UL | 2)));
        Assert.Equal(-1, HashTable.Build([]).Find(5));
    }

    internal static void AssertEqual(LexiconArrays expected, LexiconArrays actual)
    {
        Assert.Equal(expected.Concepts, actual.Concepts);
        foreach (var table in new Func<LexiconArrays, HashTable>[] { a => a.Exact, a => a.Prefix, a => a.Transitions })
        {
            Assert.Equal(table(expected).Keys, table(actual).Keys);
            Assert.Equal(table(expected).Values, table(actual).Values);
        }
        Assert.Equal(expected.AcceptedStart, actual.AcceptedStart);
        Assert.Equal(expected.Accepted, actual.Accepted);
        Assert.Equal(expected.GoesOn, actual.GoesOn);
    }
}
