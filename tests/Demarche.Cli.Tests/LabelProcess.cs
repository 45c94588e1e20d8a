using System.Diagnostics;
using System.Text;

namespace Demarche.Cli.Tests;

/// <summary>Runs the real program as a shell would, with the shipped model. What a caller sees: two streams and an exit code.</summary>
internal static class LabelProcess
{
    public static (int Code, string Output, string Error) Run(string folder, string input, params string[] args) => RunIn(folder, Encoding.UTF8.GetBytes(input), "", args);

    public static (int Code, string Output, string Error) RunIn(string folder, byte[] input, string culture, params string[] args)
    {
        using var process = Start(folder, culture, args);
        var error = Task.Run(process.StandardError.ReadToEnd);
        var output = Task.Run(process.StandardOutput.ReadToEnd);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input.
        }
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string folder, string culture, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        if (culture.Length > 0)
            start.Environment["LC_ALL"] = culture;
        return Process.Start(start)!;
    }
}

/// <summary>A folder of its own for one test.</summary>
internal sealed class LabelFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("demarche-label-").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string[] Files() => [.. Directory.GetFiles(Path).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
