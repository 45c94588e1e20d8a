using System.IO.Compression;

namespace Demarche.Texts;

/// <summary>Opens inputs as strict readers.</summary>
internal static class InputStreams
{
    // Without this switch .NET takes a gzip file that was cut off for one that is complete, and the loss would go unnoticed.
    static InputStreams() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens a file, a gzip file or standard input.</summary>
    /// <exception cref="InputFaultException">It cannot be opened.</exception>
    public static StrictReader Open(TextInput input, ReadOptions options)
    {
        try
        {
            var encoding = options.Encoding is null
                ? null
                : TextEncodings.Find(options.Encoding) ?? throw new ArgumentException($"Unknown encoding \"{options.Encoding}\".", nameof(options));
            return new StrictReader(OpenBytes(input), input.Name, encoding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException(Faults.Unreadable(input.Name, e));
        }
    }

    private static Stream OpenBytes(TextInput input)
    {
        if (input.Path == "-")
            return Console.OpenStandardInput();
        // The readers keep their own buffers, so the stream needs none.
        var file = new FileStream(input.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        return input.Compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
