using System.Buffers;
using System.Text.Encodings.Web;

namespace Demarche.Output;

/// <summary>
/// Escapes what JSON asks for, and what some readers take for the end of a line, and nothing else. The relaxed encoder of .NET would
/// write emoji as two \u escapes each, which nobody can read.
/// </summary>
internal sealed unsafe class ReadableJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\u007F', '\u0085', '\u2028', '\u2029']);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength) => new ReadOnlySpan<char>(text, textLength).IndexOfAny(Escaped);

    public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Escaped.Contains((char)unicodeScalar);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "",
        };
        var target = new Span<char>(buffer, bufferLength);
        if (escape.Length > 0)
        {
            numberOfCharactersWritten = escape.TryCopyTo(target) ? escape.Length : 0;
            return numberOfCharactersWritten > 0;
        }
        numberOfCharactersWritten = 0;
        if (bufferLength < MaxOutputCharactersPerInputCharacter)
            return false;
        "\\u".CopyTo(target);
        for (var digit = 0; digit < 4; digit++)
            target[2 + digit] = "0123456789ABCDEF"[unicodeScalar >> (12 - 4 * digit) & 15];
        numberOfCharactersWritten = MaxOutputCharactersPerInputCharacter;
        return true;
    }
}
