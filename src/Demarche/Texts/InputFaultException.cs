namespace Demarche.Texts;

/// <summary>The rest of an input cannot be read. What came before stays good. Caught where inputs are opened, never shown to a user as it is.</summary>
internal sealed class InputFaultException(InputFault fault) : Exception(fault.ToString())
{
    /// <summary>What to tell the user.</summary>
    public InputFault Fault { get; } = fault;
}
