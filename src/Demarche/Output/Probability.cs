using System.Globalization;
using System.Text;

namespace Demarche.Output;

/// <summary>Probabilities as text: four decimals, trailing zeros dropped, a point in every culture. 10,001 values, so each is made once.</summary>
internal static class Probability
{
    private const int Steps = 10_000;

    private static readonly byte[][] Texts =
        [.. Enumerable.Range(0, Steps + 1).Select(i => Encoding.ASCII.GetBytes(((decimal)i / Steps).ToString("0.####", CultureInfo.InvariantCulture)))];

    /// <summary>The text of a probability, a JSON number.</summary>
    public static ReadOnlySpan<byte> Text(double probability) =>
        Texts[(int)Math.Round(Math.Clamp(double.IsNaN(probability) ? 0 : probability, 0, 1) * Steps)];
}
