using System.Text;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Demarche.Cli;

/// <summary>
/// Where data goes. A file is written beside its place under another name and put there by <see cref="Commit"/>, so that it is never half there;
/// without a commit nothing stays behind and what stood there before is untouched.
/// </summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly string? _path;
    private readonly string? _draft;

    private OutputTarget(Stream stream, string? path, string? draft)
    {
        (Stream, _path, _draft) = (stream, path, draft);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Takes the bytes.</summary>
    public Stream Stream { get; }

    /// <summary>Opens a file, or standard output when <paramref name="path"/> is null.</summary>
    public static OutputTarget Open(string? path)
    {
        if (path is null)
            return new OutputTarget(OpenStandardOutput(), null, null);
        if (Directory.Exists(path))
            throw new UsageException($"{path}: is a folder, expected the name of a file to write.");
        var draft = $"{path}.{Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}.part";
        try
        {
            return new OutputTarget(new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), path, draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be written: {e.Message}");
        }
    }

    /// <summary>A console over the stream, for tables.</summary>
    public IAnsiConsole CreateConsole()
    {
        if (_path is null && !Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var writer = new StreamWriter(Stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        return AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new PlainOutput(writer) });
    }

    /// <summary>The output is complete: the file appears.</summary>
    public void Commit()
    {
        Stream.Dispose();
        if (_draft is not null)
            File.Move(_draft, _path!, overwrite: true);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Discard();
    }

    private void OnExit(object? sender, EventArgs e) => Discard();

    private void Discard()
    {
        Stream.Dispose();
        if (_draft is not null)
            File.Delete(_draft);
    }

    // The console's own stream swallows the news that nobody reads any more, and a long run would go on for nothing. A plain file stream tells.
    // It is used for pipes only, since on files it would not move the position that other writers of the same file share.
    private static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    private sealed class PlainOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        private const int Columns = 160;

        public TextWriter Writer => writer;
        public bool IsTerminal => false;
        public int Width => Columns;
        public int Height => 24;
        public void SetEncoding(Encoding encoding)
        {
            // Always UTF-8.
        }
    }
}
