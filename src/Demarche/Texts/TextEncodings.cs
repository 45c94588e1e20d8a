using System.Text;

namespace Demarche.Texts;

/// <summary>Encodings by name, the old code pages among them.</summary>
internal static class TextEncodings
{
    /// <summary>Names to show to somebody who mistyped one.</summary>
    public const string Examples = "utf-8, utf-16, windows-1251, koi8-r, koi8-u, iso-8859-5, cp866, windows-1256, windows-1252";

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Finds an encoding that throws on bytes it does not know; null for an unknown name.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
