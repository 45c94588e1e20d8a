using System.Globalization;
using System.Text;

namespace Demarche.Corpus;

/// <summary>
/// Collects what is wrong with a corpus, so that all of it is said at once. Holds the first <see cref="MaxListed"/> and counts the rest.
/// </summary>
internal sealed class CorpusFaults
{
    /// <summary>Faults that the message lists.</summary>
    public const int MaxListed = 50;

    private readonly List<string> _listed = [];
    private int _count;

    public void Add(string file, long line, string message) =>
        Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"), message);

    public void Add(string place, string message)
    {
        if (_count++ < MaxListed)
            _listed.Add($"{place}: {message}");
    }

    /// <exception cref="DataException">There are faults; the message lists them.</exception>
    public void ThrowIfAny()
    {
        if (_count == 0)
            return;
        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{_count} {(_count == 1 ? "fault" : "faults")} in the labelled rows:");
        foreach (var fault in _listed)
            message.Append('\n').Append(fault);
        if (_count > MaxListed)
            message.Append(CultureInfo.InvariantCulture, $"\nand {_count - MaxListed} more.");
        throw new DataException(message.ToString());
    }
}
