namespace Demarche.Numerics;

/// <summary>
/// Exponential and logarithm from IEEE 754 additions, multiplications and divisions alone, so that every machine gives the same bits.
/// (<see cref="Math"/> calls the platform's C library, whose last bit differs.) Error below 2 ulp for exp, below 3 for log.
/// </summary>
internal static class StableMath
{
    private const double Ln2High = 6.93147180369123816490e-01; // 33 bits of ln 2, so that k * Ln2High is exact
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;

    /// <summary>e^x. 0 below -708, infinity above 709.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x < -708)
            return 0;
        if (x > 709)
            return double.PositiveInfinity;
        var k = Math.Floor(x * InverseLn2 + 0.5);
        var r = x - k * Ln2High - k * Ln2Low; // |r| <= ln2 / 2
        // Taylor series; the first term left out is below 2^-57.
        var high = 1 / 5040.0 + r * (1 / 40320.0 + r * (1 / 362880.0 + r * (1 / 3628800.0 + r * (1 / 39916800.0 + r * (1 / 479001600.0 + r * (1 / 6227020800.0))))));
        var low = 1 + r * (1 + r * (1 / 2.0 + r * (1 / 6.0 + r * (1 / 24.0 + r * (1 / 120.0 + r * (1 / 720.0))))));
        var square = r * r;
        var sum = low + square * square * square * r * high;
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>Natural logarithm of a positive, finite, normal number; -infinity for 0.</summary>
    public static double Log(double x)
    {
        if (x <= 0)
            return x == 0 ? double.NegativeInfinity : double.NaN;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52 & 0x7FF) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble(bits & 0xFFFFFFFFFFFFF | 1023L << 52);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }
        var z = (mantissa - 1) / (mantissa + 1); // log m = 2 atanh z, |z| < 0.172
        var square = z * z;
        var sum = 0.0;
        for (var i = 23; i >= 1; i -= 2)
            sum = sum * square + 1.0 / i;
        return exponent * Ln2High + (2 * z * sum + exponent * Ln2Low);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Exp(-x)) : 1 - 1 / (1 + Exp(x));

    /// <summary>Replaces logits by their softmax.</summary>
    public static void Softmax(Span<double> logits)
    {
        var max = double.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
            sum += logits[i] = Exp(logits[i] - max);
        for (var i = 0; i < logits.Length; i++)
            logits[i] /= sum;
    }
}
