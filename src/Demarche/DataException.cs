namespace Demarche;

/// <summary>Input, corpus, schema, lexicon or model is not as expected. The message names the place, what was found, what was expected and what to do.</summary>
public sealed class DataException(string message) : Exception(message);
