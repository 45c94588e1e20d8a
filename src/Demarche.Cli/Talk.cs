using Demarche.Texts;
using Spectre.Console;

namespace Demarche.Cli;

/// <summary>What is said on stderr: faults and notes, one line each. While a progress display runs, it goes through its console, so as not to tear it.</summary>
internal sealed class Talk(TextWriter error)
{
    private readonly Lock _lock = new();
    private int _faults;

    /// <summary>Faults said so far.</summary>
    public int Faults => Volatile.Read(ref _faults);

    /// <summary>The console of a progress display that runs, or null.</summary>
    public IAnsiConsole? Console { get; set; }

    /// <summary>Names what was refused.</summary>
    public void Fault(InputFault fault)
    {
        Interlocked.Increment(ref _faults);
        Say(fault.ToString());
    }

    /// <summary>Says one line. Names and texts in it come from outside: they must not steer the terminal or break the line.</summary>
    public void Say(string line)
    {
        var clean = string.Create(line.Length, line, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        lock (_lock)
        {
            if (Console is { } console)
                console.WriteLine(clean);
            else
                error.WriteLine(clean);
        }
    }
}
