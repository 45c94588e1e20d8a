using Demarche.Output;

namespace Demarche.Cli;

/// <summary>The command line is wrong in a way that only shows after it was parsed.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Exit codes, decided here and nowhere else.</summary>
internal static class ExitCodes
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>Nothing came of it.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Done, but some inputs or records were refused, each named on stderr.</summary>
    public const int Refused = 3;

    /// <summary>Stopped by Ctrl-C or by a request to end.</summary>
    public const int Interrupted = 130;

    // errno EPIPE, and ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private static readonly int[] ClosedPipe = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    /// <summary>The code of a run that came to its end.</summary>
    /// <param name="totals">What the run counted.</param>
    /// <param name="missing">Inputs that were refused before the run.</param>
    public static int Of(LabelTotals totals, int missing) =>
        totals.Refused + missing == 0 ? Done
        : totals.InputsRead == 0 ? Failed
        : Refused;

    /// <summary>The code of a run that ended by an exception. What the user should know goes to <paramref name="error"/>.</summary>
    public static int Of(Exception exception, TextWriter error)
    {
        switch (exception)
        {
            case OperationCanceledException:
                return Interrupted;
            case IOException io when ClosedPipe.Contains(io.HResult):
                // Whoever reads has seen enough: "| head".
                return Done;
            case UsageException:
                error.WriteLine(exception.Message);
                return Usage;
            case DataException or IOException or UnauthorizedAccessException:
                error.WriteLine(exception.Message);
                return Failed;
            default:
                error.WriteLine("This is a fault of Demarche. Please report it with what follows.");
                error.WriteLine(exception.ToString());
                return Failed;
        }
    }
}
