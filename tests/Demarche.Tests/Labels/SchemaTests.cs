using System.Text;
using System.Text.Json;
using Demarche.Labels;

namespace Demarche.Tests.Labels;

public sealed class SchemaTests
{
    private const string Tasks = """
        "tasks": [
          { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
          { "name": "topics", "type": "multi-label", "labels": ["fish", "rail"], "scores": true },
          { "name": "stance", "type": "one-of", "labels": ["favor", "neutral", "against"] } ]
        """;

    private static Schema Parse(string json) => Schema.Parse(Encoding.UTF8.GetBytes(json), "s.json");

    private static string Fault(string json) => Assert.Throws<DataException>(() => Parse(json)).Message;

    private static string WithTask(string task) => $$"""{ "format": 1, "tasks": [ { "name": "a", "type": "multi-label", "labels": ["x"] }, {{task}} ] }""";

    private static string WithRule(string when, string then) => $$"""{ "format": 1, {{Tasks}}, "rules": [ { "when": {{when}}, "then": {{then}} } ] }""";

    [Fact]
    public void Tasks_stand_side_by_side_in_the_order_of_the_file()
    {
        var schema = Parse($$"""{ "format": 1, {{Tasks}} }""");
        Assert.Equal(7, schema.OutputCount);
        Assert.Equal([("kind", TaskType.OneOf, 0, false), ("topics", TaskType.MultiLabel, 2, true), ("stance", TaskType.OneOf, 4, false)],
            schema.Tasks.Select(t => (t.Name, t.Type, t.FirstOutput, t.Scores)));
        Assert.Equal([0b11UL, 0b1100UL, 0b1110000UL], schema.Tasks.Select(t => t.Mask));
        Assert.Equal((1, -1, -1), (schema.Find("stance")!.IndexOf("neutral"), schema.Find("stance")!.IndexOf("Neutral"), schema.Find("topics")!.IndexOf("neutral")));
        Assert.Null(schema.Find("Topics"));
        Assert.Empty(schema.Rules);
    }

    [Fact]
    public void Rules_are_masks()
    {
        var rule = Assert.Single(Parse(WithRule("""{ "task": "kind", "label": "boilerplate" }""", """{ "topics": [], "stance": ["neutral"] }""")).Rules);
        Assert.Equal(new SchemaRule(0b10, 0b1111100, 0b0100000), rule);
    }

    [Fact]
    public void The_shipped_schema_is_sound_and_survives_its_card()
    {
        var schema = Schema.Load(Repository.SchemaFile);
        var again = Parse(schema.ToJson().GetRawText());
        Assert.Equal(JsonSerializer.Serialize(schema.Tasks), JsonSerializer.Serialize(again.Tasks));
        Assert.Equal(schema.Rules, again.Rules);
    }

    [Fact]
    public void Sixty_four_labels_are_the_most()
    {
        static string Labels(int n) => string.Join(',', Enumerable.Range(0, n).Select(i => $"\"l{i}\""));
        Assert.Equal(64, Parse($$"""{ "format": 1, "tasks": [ { "name": "a", "type": "one-of", "labels": [{{Labels(64)}}] } ] }""").OutputCount);
        Assert.Equal("s.json: found 65 labels over all tasks, expected 1 to 64.",
            Fault($$"""{ "format": 1, "tasks": [ { "name": "a", "type": "one-of", "labels": [{{Labels(65)}}] } ] }"""));
        Assert.Equal("s.json: found 0 labels over all tasks, expected 1 to 64.", Fault("""{ "format": 1, "tasks": [] }"""));
    }

    [Fact]
    public void Another_format_is_refused() =>
        Assert.Equal("s.json: found format 2, expected 1. A newer Demarche may have written it.", Fault($$"""{ "format": 2, {{Tasks}} }"""));

    [Theory]
    [InlineData("""{ "name": "b", "type": "some", "labels": ["x", "y"] }""", "task \"b\" has type \"some\", expected \"one-of\" or \"multi-label\".")]
    [InlineData("""{ "name": " ", "type": "one-of", "labels": ["x", "y"] }""", "task name \" \" is empty or stands twice, expected a name of its own for each task.")]
    [InlineData("""{ "name": "a", "type": "one-of", "labels": ["x", "y"] }""", "task name \"a\" is empty or stands twice, expected a name of its own for each task.")]
    [InlineData("""{ "name": "b", "type": "multi-label", "labels": [] }""", "task \"b\" needs labels that are not empty, stand once and hold no \"|\".")]
    [InlineData("""{ "name": "b", "type": "one-of", "labels": ["x", ""] }""", "task \"b\" needs labels that are not empty, stand once and hold no \"|\".")]
    [InlineData("""{ "name": "b", "type": "one-of", "labels": ["x", "x"] }""", "task \"b\" needs labels that are not empty, stand once and hold no \"|\".")]
    [InlineData("""{ "name": "b", "type": "one-of", "labels": ["x|y", "z"] }""", "task \"b\" needs labels that are not empty, stand once and hold no \"|\".")]
    [InlineData("""{ "name": "b", "type": "one-of", "labels": ["x"] }""", "task \"b\" is one-of with 1 label, expected at least 2.")]
    public void A_task_that_breaks_a_rule_is_named(string task, string expected) => Assert.Equal("s.json: " + expected, Fault(WithTask(task)));

    [Theory]
    [InlineData("""{ "task": "sort", "label": "body" }""", """{ "topics": [] }""", "a rule names task \"sort\", expected one of kind, topics, stance.")]
    [InlineData("""{ "task": "kind", "label": "head" }""", """{ "topics": [] }""", "a rule names label \"head\" of kind, expected one of body, boilerplate.")]
    [InlineData("""{ "task": "kind", "label": "body" }""", """{ "topic": [] }""", "a rule names task \"topic\", expected one of kind, topics, stance.")]
    [InlineData("""{ "task": "kind", "label": "body" }""", """{ "stance": ["meh"] }""", "a rule names label \"meh\" of stance, expected one of favor, neutral, against.")]
    public void A_rule_that_names_what_is_not_there_is_refused(string when, string then, string expected) => Assert.Equal("s.json: " + expected, Fault(WithRule(when, then)));

    [Theory]
    [InlineData("", "s.json:1: ")]
    [InlineData("null", "s.json: found null, expected an object with \"tasks\".")]
    [InlineData("{\n\"format\": 1,\n}", "s.json:3: ")]
    [InlineData("{\n\"format\": 1,\n\"tasks\": [],\n\"topics\": 1 }", "s.json:4: ")]
    [InlineData("[]", "s.json:1: ")]
    [InlineData("{ \"format\": \"1\", \"tasks\": [] }", "s.json:1: ")]
    public void What_is_no_schema_is_named_with_its_line(string json, string start) => Assert.StartsWith(start, Fault(json));

    [Fact]
    public void A_missing_file_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "demarche-no-such-schema.json");
        var message = Assert.Throws<DataException>(() => Schema.Load(path)).Message;
        Assert.StartsWith($"{path}: cannot be read: ", message);
        Assert.EndsWith("Expected a schema file; see seeds/schema.json for one.", message);
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal(7, Parse($$"""{ "format": 1, /* three tasks */ {{Tasks}}, }""").OutputCount);
}
