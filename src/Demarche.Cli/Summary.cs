using System.Globalization;
using Demarche.Output;

namespace Demarche.Cli;

/// <summary>Counts and rates in words, the same in every culture.</summary>
internal static class Summary
{
    private const double Megabyte = 1e6;

    /// <summary>The closing line of a run.</summary>
    public static string Of(LabelTotals totals, int missing, TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture,
        $"{Count(totals.Inputs, "input")}, {Count(totals.Paragraphs, "paragraph")}, {Count(totals.Duplicates, "duplicate")}, {totals.Refused + missing:N0} refused, {elapsed.TotalSeconds:F2} s ({Rate(totals, elapsed)})");

    /// <summary>Paragraphs and megabytes a second.</summary>
    public static string Rate(LabelTotals totals, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-3);
        return string.Create(CultureInfo.InvariantCulture, $"{totals.Paragraphs / seconds:N0} paragraphs/s, {totals.Bytes / Megabyte / seconds:N1} MB/s");
    }

    /// <summary>"1 file", "2 files".</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
