using System.Text.Json.Nodes;
using Demarche.Numerics;

namespace Demarche.Tests.ModelFiles;

/// <summary>Cards that are sound JSON and no sound cards.</summary>
public sealed class HostileCardTests(DamagedModel model) : IClassFixture<DamagedModel>
{
    [Fact]
    public void A_null_anywhere_gives_a_message_or_a_model()
    {
        foreach (var path in Paths(JsonNode.Parse(model.Card)!, []).Where(p => p[0] is not "crossValidation"))
            _ = model.FaultOfCard(card => Replace(card, path, null));
    }

    [Fact]
    public void A_value_of_another_kind_or_size_anywhere_gives_a_message_or_a_model()
    {
        foreach (var path in Paths(JsonNode.Parse(model.Card)!, []).Where(p => p[0] is not "crossValidation"))
            foreach (var value in new Func<JsonNode>[] { () => new JsonObject(), () => new JsonArray(), () => "", () => -1, () => 1e300, () => long.MaxValue, () => new JsonArray(null, null) })
                _ = model.FaultOfCard(card => Replace(card, path, value()));
    }

    [Fact]
    public void Nothing_of_a_card_can_be_missing_unnoticed()
    {
        foreach (var path in Paths(JsonNode.Parse(model.Card)!, []).Where(p => p is [string] && p[0] is not "crossValidation" || p is ["features", string]))
            Assert.NotNull(model.FaultOfCard(card => Remove(card, path)));
    }

    [Fact]
    public void Any_damaged_byte_gives_a_model_or_a_message()
    {
        var prng = new Prng(77);
        var figures = model.Card.AsSpan().IndexOf("crossValidation"u8);
        for (var i = 0; i < 3000; i++)
        {
            var card = model.Card.ToArray();
            for (var n = 1 + prng.Next(3); n > 0; n--)
                card[prng.Next(figures)] = (byte)prng.NextUInt64();
            _ = model.Fault(card, model.Weights);
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] above)
    {
        if (above.Length > 0)
            yield return above;
        var below = node switch
        {
            JsonObject o => o.Where(p => p.Value is not null).Select(p => (Key: (object)p.Key, p.Value)),
            JsonArray a => a.Take(3).Select((v, i) => (Key: (object)i, Value: v)),
            _ => [],
        };
        foreach (var (key, value) in below)
            foreach (var path in Paths(value!, [.. above, key]))
                yield return path;
    }

    private static JsonNode Parent(JsonNode card, object[] path) => path[..^1].Aggregate(card, (node, key) => key is string name ? node[name]! : node[(int)key]!);

    private static void Replace(JsonNode card, object[] path, JsonNode? value)
    {
        if (path[^1] is string name)
            Parent(card, path)[name] = value;
        else
            Parent(card, path)[(int)path[^1]] = value;
    }

    private static void Remove(JsonNode card, object[] path) => Parent(card, path).AsObject().Remove((string)path[^1]);
}
