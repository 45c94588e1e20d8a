using PublicApiGenerator;

namespace Demarche.Tests;

/// <summary>What users of the library see, as a text that a change must pass through: a change of it is a change for them.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "tests/Demarche.Tests/PublicApi.approved.txt";
    private const string Received = "tests/Demarche.Tests/PublicApi.received.txt";

    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        var api = typeof(Labeler).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = Path.Combine(Repository.Root, Approved);
        var received = Path.Combine(Repository.Root, Received);
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == api)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, api);
        Assert.Fail($"The public interface of Demarche is not the approved one. See what changed and, where it is meant, approve it:\n"
            + $"  diff {Approved} {Received}\n  mv {Received} {Approved}");
    }

    // A promise to keep small: each public type is one that cannot be changed freely any more.
    [Fact]
    public void Only_some_types_are_public() => Assert.InRange(typeof(Labeler).Assembly.GetExportedTypes().Length, 1, 30);
}
