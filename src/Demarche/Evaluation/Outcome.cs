namespace Demarche.Evaluation;

/// <summary>What one row says about one task: labels it has and was given, shifted so that bit 0 is the task's first label.</summary>
internal readonly record struct Outcome(ulong Gold, ulong Predicted, bool Uncertain);
