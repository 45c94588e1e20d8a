using Demarche.Labels;

namespace Demarche.Tests.Labels;

public sealed class DeciderTests
{
    // Outputs: body 0, boilerplate 1; fish 2, rail 3; favor 4, neutral 5, against 6.
    private static readonly Schema Schema = Schema.Parse("""
        { "format": 1,
          "tasks": [
            { "name": "kind", "type": "one-of", "labels": ["body", "boilerplate"] },
            { "name": "topics", "type": "multi-label", "labels": ["fish", "rail"], "scores": true },
            { "name": "stance", "type": "one-of", "labels": ["favor", "neutral", "against"], "scores": true } ],
          "rules": [ { "when": { "task": "kind", "label": "boilerplate" }, "then": { "topics": [], "stance": ["neutral"] } } ] }
        """u8, "test");

    private static readonly Decider Decider = new(Schema,
        [new([1, 1], [0, 0], [], 0.6), new([1, 1], [0, 0], [0.5, 0.5], 0.6), new([1, 1, 1], [0, 0, 0], [], 0.6)]);

    private static (Decision Decision, double[] Probabilities) Decide(params double[] logits) => (Decider.Decide(logits), logits);

    [Fact]
    public void Tasks_are_decided_side_by_side()
    {
        var (decision, p) = Decide(9, -9, 9, -9, -9, -9, 9);
        Assert.Equal(0b1000101UL, decision.Chosen);
        Assert.False(decision.Uncertain);
        Assert.Equal(("body", "fish", "against"), (decision.LabelOf(Schema.Tasks[0]), Assert.Single(decision.LabelsOf(Schema.Tasks[1])), decision.LabelOf(Schema.Tasks[2])));
        Assert.True(decision.Has(2) && !decision.Has(3));
        Assert.All(p, v => Assert.True(v is < 0.01 or > 0.99));
    }

    [Fact]
    public void A_rule_overrules_every_score()
    {
        var (decision, p) = Decide(-9, 9, 9, 9, 9, -9, -9);
        Assert.Equal(("boilerplate", "neutral"), (decision.LabelOf(Schema.Tasks[0]), decision.LabelOf(Schema.Tasks[2])));
        Assert.Empty(decision.LabelsOf(Schema.Tasks[1]));
        // The scores never contradict the labels.
        Assert.Equal([0, 0, 0, 1, 0], p[2..]);
    }

    [Fact]
    public void What_is_close_is_uncertain()
    {
        Assert.True(Decide(9, -9, 9, -9, 0.1, 0, 0).Decision.Uncertain);
        Assert.True(Decide(9, -9, 0.1, -9, 9, -9, -9).Decision.Uncertain);
        // A task without scores does not make a record uncertain, nor what a rule decides.
        Assert.False(Decide(0.1, 0, 9, -9, 9, -9, -9).Decision.Uncertain);
        Assert.False(Decide(-9, 9, 0.1, -9, 0.1, 0, 0).Decision.Uncertain);
    }

    [Fact]
    public void A_task_without_a_chosen_label_is_an_error_of_the_caller() =>
        Assert.Throws<InvalidOperationException>(() => new Decision(0, false).LabelOf(Schema.Tasks[0]));

    [Fact]
    public void Named_labels_say_what_was_decided_and_name_what_is_missing()
    {
        var (decision, p) = Decide(9, -9, 9, 9, -9, -9, 9);
        var labels = new ParagraphLabels(Schema, decision, p);
        Assert.Equal(["fish", "rail"], labels["topics"]);
        Assert.Equal(["against"], labels["stance"]);
        Assert.Equal(p[6], labels.Probability("stance", "against"));
        Assert.StartsWith("The model has no task \"topic\", only kind, topics, stance.", Assert.Throws<ArgumentException>(() => labels["topic"]).Message);
        Assert.StartsWith("Task \"stance\" has no label \"meh\", only favor, neutral, against.", Assert.Throws<ArgumentException>(() => labels.Probability("stance", "meh")).Message);
    }
}
