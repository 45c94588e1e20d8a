using Demarche.Lexicon;
using Demarche.Numerics;

namespace Demarche.Tests.Lexicon;

/// <summary>Patterns moved between rows or files must not change a byte of the model.</summary>
public sealed class LexiconOrderTests
{
    [Fact]
    public void The_order_of_patterns_does_not_matter()
    {
        var patterns = LexiconSource.ReadFolder(Repository.Lexicon).Take(2000).ToArray();
        var expected = LexiconCompiler.Compile(patterns).Arrays;
        for (ulong seed = 1; seed <= 3; seed++)
        {
            new Prng(seed).Shuffle(patterns.AsSpan());
            LexiconCompilerTests.AssertEqual(expected, LexiconCompiler.Compile(patterns).Arrays);
        }
    }
}
