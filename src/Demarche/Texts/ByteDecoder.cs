using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Demarche.Texts;

/// <summary>Decodes bytes and says exactly at which byte it had to stop.</summary>
internal abstract class ByteDecoder
{
    /// <summary>Name for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Decodes as much as fits. Bytes of a character that is not complete stay unused unless <paramref name="last"/>.</summary>
    /// <returns>False when the byte after the used ones is bad; <paramref name="bad"/> tells how many bytes to show.</returns>
    public abstract bool Decode(ReadOnlySpan<byte> bytes, bool last, Span<char> chars, out int used, out int written, out int bad);

    /// <summary>The decoder of an encoding that throws on unknown bytes.</summary>
    public static ByteDecoder For(Encoding encoding) => encoding.CodePage switch
    {
        65001 => new Utf8Decoder(),
        1200 => new Utf16Decoder(bigEndian: false),
        1201 => new Utf16Decoder(bigEndian: true),
        _ => new CodePageDecoder(encoding),
    };
}

/// <summary>UTF-8.</summary>
internal sealed class Utf8Decoder : ByteDecoder
{
    public override string Name => "UTF-8";

    public override bool Decode(ReadOnlySpan<byte> bytes, bool last, Span<char> chars, out int used, out int written, out int bad)
    {
        bad = 1;
        return Utf8.ToUtf16(bytes, chars, out used, out written, replaceInvalidSequences: false, isFinalBlock: last) != OperationStatus.InvalidData;
    }
}

/// <summary>UTF-16. A surrogate without its other half is bad.</summary>
internal sealed class Utf16Decoder(bool bigEndian) : ByteDecoder
{
    public override string Name => "UTF-16";

    public override bool Decode(ReadOnlySpan<byte> bytes, bool last, Span<char> chars, out int used, out int written, out int bad)
    {
        bad = 2;
        var count = Math.Min(bytes.Length / 2, chars.Length);
        var target = chars[..count];
        bytes[..(count * 2)].CopyTo(MemoryMarshal.AsBytes(target));
        if (bigEndian == BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<char, ushort>(target), MemoryMarshal.Cast<char, ushort>(target));
        written = SoundLength(target);
        used = written * 2;
        if (written == count)
            return !(last && bytes.Length - used == 1);
        // Stopped at a surrogate. Half a pair at the end of what was given waits for its other half, unless there is none to come.
        var waits = written == count - 1 && char.IsHighSurrogate(target[written]);
        return waits && !(last && count == bytes.Length / 2);
    }

    private static int SoundLength(ReadOnlySpan<char> chars)
    {
        var i = 0;
        while (chars[i..].IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            i += at;
            if (i + 1 >= chars.Length || !char.IsSurrogatePair(chars[i], chars[i + 1]))
                return i;
            i += 2;
        }
        return chars.Length;
    }
}

/// <summary>Any other encoding of .NET, in practice the code pages of one byte a character.</summary>
internal sealed class CodePageDecoder(Encoding encoding) : ByteDecoder
{
    private readonly Decoder _decoder = encoding.GetDecoder();

    public override string Name => encoding.WebName;

    public override bool Decode(ReadOnlySpan<byte> bytes, bool last, Span<char> chars, out int used, out int written, out int bad)
    {
        bad = 1;
        return encoding.IsSingleByte
            ? DecodeBlock(bytes, chars, out used, out written)
            : DecodeBytewise(bytes, last, chars, out used, out written);
    }

    private bool DecodeBlock(ReadOnlySpan<byte> bytes, Span<char> chars, out int used, out int written)
    {
        try
        {
            _decoder.Convert(bytes, chars, flush: false, out used, out written, out _);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            // One byte is one character here, so what stands before the bad byte can be decoded again without it.
            _decoder.Reset();
            _decoder.Convert(bytes[..e.Index], chars, flush: false, out used, out written, out _);
            return false;
        }
    }

    // Encodings of several bytes keep a state that cannot be rolled back. Byte by byte is slow, but loses nothing before a bad byte; they are rare here.
    private bool DecodeBytewise(ReadOnlySpan<byte> bytes, bool last, Span<char> chars, out int used, out int written)
    {
        used = 0;
        written = 0;
        try
        {
            while (used < bytes.Length && chars.Length - written >= 2)
            {
                _decoder.Convert(bytes.Slice(used, 1), chars[written..], flush: false, out _, out var one, out _);
                used++;
                written += one;
            }
            if (last && used == bytes.Length)
                _decoder.Convert([], chars[written..], flush: true, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
