using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Demarche.Lexicon;
using Demarche.ModelFiles;
using Demarche.Numerics;
using Demarche.Scoring;

namespace Demarche.Tests.ModelFiles;

/// <summary>A model folder is data from anywhere: whatever stands in it, reading gives a model or a message, and nothing else.</summary>
public sealed class ModelFolderTests(DamagedModel model) : IClassFixture<DamagedModel>
{
    private const int SectionsAt = 16, SectionHeader = 12;

    // In the order of the file.
    private const int Concepts = 0, Exact = 1, ExactValues = 2, Transitions = 5, TransitionValues = 6, AcceptedStart = 7, Accepted = 8, Rows = 10,
        Roots = 11, Feature = 12, Left = 14, Values = 15;

    [Fact]
    public void What_is_written_is_read()
    {
        var read = ModelFolder.Read(model.Folder);
        Assert.Equal(model.Weights, WeightsFile.Write(read.Lexicon, read.Weights, read.Forests));
        Assert.Equal(model.Card, read.Card.ToBytes());
        Assert.Matches("^sound@[0-9a-f]{8}$", read.Name);
        Assert.Null(model.Fault(model.Card, model.Weights));
    }

    [Fact]
    public void The_shipped_models_are_written_as_they_were_read() => Assert.All(Repository.Models, folder =>
    {
        var read = ModelFolder.Read(folder);
        Assert.True(File.ReadAllBytes(Path.Combine(folder, ModelFolder.WeightsFileName)).AsSpan().SequenceEqual(WeightsFile.Write(read.Lexicon, read.Weights, read.Forests)));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, ModelFolder.CardFile)), System.Text.Encoding.UTF8.GetString(read.Card.ToBytes()));
    });

    [Fact]
    public void A_folder_that_is_none_says_so()
    {
        var missing = Path.Combine(model.Folder, "none");
        Assert.Equal($"{missing}: is no model folder: model.json is missing. Expected model.json and weights.bin as demarche train writes them.",
            Assert.Throws<DataException>(() => Labeler.Load(missing)).Message);
    }

    [Fact]
    public void Other_weights_than_the_card_describes_are_refused()
    {
        var other = model.Weights.ToArray();
        other[^1] ^= 1;
        Assert.Contains("is not the file that model.json describes", model.Fault(model.Card, other));
        Assert.Contains("is not the file that model.json describes", model.Fault(model.Card, model.Weights[..^1]));
        Assert.Contains("is not the file that model.json describes", model.Fault(model.Card, []));
        Assert.Contains("stride", model.FaultOfCard(c => c["weights"]!["stride"] = 8));
    }

    [Fact]
    public void A_card_that_contradicts_itself_is_refused()
    {
        Assert.Contains("format 2, expected 1", model.FaultOfCard(c => c["format"] = 2));
        Assert.Contains("shift", model.FaultOfCard(c => c["weights"]!["shift"] = 15));
        Assert.Contains("calibration", model.FaultOfCard(c => c["calibration"]!.AsArray().RemoveAt(0)));
        Assert.Contains("calibration", model.FaultOfCard(c => c["calibration"]![0]!["task"] = "stance"));
        Assert.Contains("calibration", model.FaultOfCard(c => c["calibration"]![3]!["slopes"]!.AsArray().RemoveAt(0)));
        Assert.Contains("calibration", model.FaultOfCard(c => c["calibration"]![2]!["thresholds"]![0] = 0));
        Assert.Contains("calibration", model.FaultOfCard(c => c["calibration"]![0]!["thresholds"]!.AsArray().Add(0.5)));
        Assert.Contains("second stage", model.FaultOfCard(c => c["secondStage"] = new JsonArray("topics")));
        Assert.Contains("second stage", model.FaultOfCard(c => c["secondStage"] = new JsonArray("none")));
        Assert.Contains("sections", model.FaultOfCard(c => c["secondStage"] = new JsonArray()));
        Assert.Contains("rows", model.FaultOfCard(c => c["features"]!["hashBits"] = 11));
        Assert.Contains("hashBits", model.FaultOfCard(c => c["features"]!["hashBits"] = 31));
        Assert.Contains("blockScales", model.FaultOfCard(c => c["features"]!["blockScales"]!.AsArray().RemoveAt(0)));
        Assert.NotNull(model.FaultOfCard(c => c["surprise"] = 1));
        Assert.NotNull(model.FaultOfCard(c => c.Remove("training")));
        Assert.NotNull(model.FaultOfCard(c => c["schema"]!["tasks"]!.AsArray().RemoveAt(1)));
    }

    [Fact]
    public void Text_that_is_no_card_is_refused_with_its_line()
    {
        Assert.Contains("model.json:1: is not a model card", model.Fault([], model.Weights));
        Assert.Contains("model.json:2: is not a model card", model.Fault("{\n\"format\": x }"u8.ToArray(), model.Weights));
        Assert.Contains("expected a model card", model.Fault("null"u8.ToArray(), model.Weights));
        Assert.Contains("is not a model card", model.Fault([.. Enumerable.Repeat((byte)'[', 100_000)], model.Weights));
        Assert.NotNull(model.Fault(new byte[1000], model.Weights));
    }

    [Fact]
    public void A_file_that_was_cut_short_is_refused()
    {
        for (var length = 0; length < 400; length += 7)
            Assert.NotNull(model.FaultOfWeights(model.Weights[..length]));
        for (var length = 400; length < model.Weights.Length; length += model.Weights.Length / 40)
            Assert.NotNull(model.FaultOfWeights(model.Weights[..length]));
        Assert.Contains("after its last section", model.FaultOfWeights([.. model.Weights, 0]));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    [InlineData(int.MaxValue)]
    public void Counts_that_lie_are_refused_before_anything_is_allocated(long count)
    {
        for (var section = 0; section <= Values; section++)
            Assert.Contains("claims more than the file holds",
                model.FaultOfWeights(Changed(b => BinaryPrimitives.WriteInt64LittleEndian(b.AsSpan(SectionsAt + section * SectionHeader + 4), count))));
    }

    [Fact]
    public void Sizes_versions_and_magic_that_lie_are_refused()
    {
        Assert.Contains("does not begin as", model.FaultOfWeights(Changed(b => b[0] = (byte)'d')));
        Assert.Contains("version 2", model.FaultOfWeights(Changed(b => b[8] = 2)));
        Assert.Contains("255 sections", model.FaultOfWeights(Changed(b => b[12] = 255)));
        Assert.Contains("section 1 claims", model.FaultOfWeights(Changed(b => b[SectionsAt] = 0)));
        Assert.Contains("section 11 claims", model.FaultOfWeights(Changed(b => b[SectionsAt + 10 * SectionHeader] = 1)));
    }

    [Fact]
    public void A_lexicon_that_is_not_sound_is_refused()
    {
        // A state that leads back to the start, to itself, or beyond all states; two ways to one state.
        Assert.Contains("not sound", Set(TransitionValues, FirstUsed(Transitions), 0));
        Assert.Contains("not sound", Set(TransitionValues, FirstUsed(Transitions), -1));
        Assert.Contains("not sound", Set(TransitionValues, FirstUsed(Transitions), int.MaxValue));
        Assert.Contains("not sound", Set(TransitionValues, FirstUsed(Transitions), Ints(TransitionValues).Max() == Ints(TransitionValues)[FirstUsed(Transitions)] ? 1 : Ints(TransitionValues).Max()));
        // Concepts that are not there, starts that fall.
        Assert.Contains("not sound", Set(Accepted, 0, 1_000_000));
        Assert.Contains("not sound", Set(Accepted, 0, -1));
        Assert.Contains("not sound", Set(AcceptedStart, 0, 1));
        Assert.Contains("not sound", Set(AcceptedStart, 2, int.MaxValue));
        // A table without an empty place: a search for what is not there would never end.
        Assert.Contains("not sound", model.FaultOfWeights(Changed(b =>
        {
            foreach (ref var key in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(Section(b, Exact)))
                key = key == 0 ? 1 : key;
        })));
        // One empty place ends a search, but only after a long walk: tables are at most half full.
        Assert.Contains("not sound", model.FaultOfWeights(Changed(b =>
        {
            var keys = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(Section(b, Exact));
            var kept = keys.IndexOf(0UL);
            for (var i = 0; i < keys.Length; i++)
                keys[i] = keys[i] == 0 && i != kept ? (ulong)i + 1 : keys[i];
        })));
        // Names out of order.
        Assert.Contains("not sound", model.FaultOfWeights(Changed(b => Section(b, Concepts)[0] = (byte)'~')));
    }

    [Fact]
    public void A_walk_that_is_too_deep_is_refused()
    {
        const int states = 40;
        var read = ModelFolder.Read(model.Folder);
        var chain = HashTable.Build([.. Enumerable.Range(0, states - 1).Select(s => KeyValuePair.Create(ConceptLexicon.TransitionKey(s, 0), s + 1))]);
        var deep = new ConceptLexicon(read.Lexicon.Arrays with { Transitions = chain, AcceptedStart = new int[states + 1], Accepted = [], GoesOn = new byte[states] });
        Assert.Contains("not sound", model.FaultOfWeights(WeightsFile.Write(deep, read.Weights, read.Forests)));
    }

    [Fact]
    public void A_forest_that_is_not_sound_is_refused()
    {
        var inner = Array.FindIndex(Ints(Feature), f => f >= 0);
        Assert.True(inner >= 0, "the tiny model must have a tree with a question");
        Assert.Contains("forest", Set(Roots, 0, -1));
        Assert.Contains("forest", Set(Roots, 0, int.MaxValue));
        // Trees that share nodes, or a child in another tree: each walk would end, but many together could take for ever.
        Assert.Contains("forest", Set(Roots, 1, 0));
        Assert.Contains("forest", Set(Roots, 0, 1));
        Assert.Contains("forest", Set(Left, inner, Ints(Roots)[1 + Array.FindLastIndex(Ints(Roots), r => r <= inner)]));
        Assert.Contains("forest", Set(Feature, inner, 1_000_000));
        Assert.Contains("forest", Set(Feature, inner, -2));
        // A child that stands before its parent would make a ring.
        Assert.Contains("forest", Set(Left, inner, inner));
        Assert.Contains("forest", Set(Left, inner, 0));
        Assert.Contains("forest", Set(Left, inner, Ints(Feature).Length - 1));
        Assert.Contains("forest", Set(Values, 0, -1));
        Assert.Contains("forest", Set(Values, 0, 65537));
    }

    [Fact]
    public void A_table_of_another_width_is_refused()
    {
        var read = ModelFolder.Read(model.Folder);
        var table = new WeightTable(read.Weights.Rows[..^16], 16, read.Weights.Shift);
        Assert.Contains("rows, expected", model.FaultOfWeights(WeightsFile.Write(read.Lexicon, table, read.Forests)));
        Assert.Contains("multiple of 16", model.FaultOfWeights(WeightsFile.Write(read.Lexicon, table with { Rows = read.Weights.Rows[..^3] }, read.Forests)));
    }

    [Fact]
    public void Extreme_weights_overflow_nothing()
    {
        foreach (var extreme in new[] { short.MinValue, short.MaxValue })
            Assert.Null(model.FaultOfWeights(Changed(b => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(Section(b, Rows)).Fill(extreme))));
    }

    [Fact]
    public async Task Any_damage_gives_a_model_or_a_message()
    {
        var prng = new Prng(2024);
        // The limit is only there to tell a hang from a slow machine.
        await Task.Run(() =>
        {
            for (var i = 0; i < 3000; i++)
                _ = model.FaultOfWeights(Mutated(prng));
        }).WaitAsync(TimeSpan.FromMinutes(5));
    }

    private byte[] Mutated(Prng prng)
    {
        var bytes = model.Weights.ToArray();
        // Half of the changes hit the headers or the lexicon and the trees, which a file of mostly weights would seldom show.
        var (weightsAt, weightsLength) = Place(bytes, Rows);
        for (var n = 1 + prng.Next(4); n > 0; n--)
        {
            var at = prng.Next(4) == 0 ? prng.Next(SectionsAt + (Values + 1) * SectionHeader) : prng.Next(bytes.Length);
            if (at >= weightsAt && at < weightsAt + weightsLength && prng.Next(8) > 0)
                at = prng.Next(2) == 0 ? prng.Next(weightsAt) : weightsAt + weightsLength + prng.Next(bytes.Length - weightsAt - weightsLength);
            switch (prng.Next(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << prng.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)prng.NextUInt64();
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(8, bytes.Length - at)).Fill((byte)(prng.Next(2) * 255));
                    break;
                default:
                    var from = prng.Next(bytes.Length);
                    var length = Math.Min(1 + prng.Next(64), bytes.Length - Math.Max(from, at));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }
        return prng.Next(20) == 0 ? bytes[..prng.Next(bytes.Length)] : bytes;
    }

    private byte[] Changed(Action<byte[]> change)
    {
        var bytes = model.Weights.ToArray();
        change(bytes);
        return bytes;
    }

    private static (int Start, int Length) Place(byte[] bytes, int section)
    {
        var at = SectionsAt + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) * SectionHeader;
        for (var i = 0; ; i++)
        {
            var header = bytes.AsSpan(SectionsAt + i * SectionHeader);
            var length = (int)(BinaryPrimitives.ReadInt32LittleEndian(header) * BinaryPrimitives.ReadInt64LittleEndian(header[4..]));
            if (i == section)
                return (at, length);
            at += length;
        }
    }

    private static Span<byte> Section(byte[] bytes, int section) => Place(bytes, section) is var (start, length) ? bytes.AsSpan(start, length) : [];

    private int[] Ints(int section) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(Section(model.Weights, section)).ToArray();

    private int FirstUsed(int keys)
    {
        var all = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(Section(model.Weights, keys));
        return all.IndexOfAnyExcept(0UL);
    }

    private string? Set(int section, int index, int value) =>
        model.FaultOfWeights(Changed(b => BinaryPrimitives.WriteInt32LittleEndian(Section(b, section)[(index * 4)..], value)));
}
