using System.CommandLine;
using System.CommandLine.Parsing;
using Demarche.Corpus;

namespace Demarche.Cli;

/// <summary>Says what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>Prints every error; true when there is any.</summary>
    public static bool Print(ParseResult parsed, IReadOnlyList<string> args, TextWriter error)
    {
        var mistyped = Mistyped(parsed, args);
        var messages = mistyped.Select(word => Unknown(word, parsed.CommandResult.Command)).ToList();
        // A mistyped word is said once and better; the parser's own view of it, and what only follows from it, would be noise.
        if (messages.Count == 0)
            messages.AddRange(parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal));
        if (messages.Count == 0)
            return false;
        foreach (var message in messages)
            error.WriteLine(message);
        error.WriteLine($"See: {Path(parsed.CommandResult)} --help");
        return true;
    }

    // The parser takes an unknown option for an input where inputs are allowed. A file of such a name can be given after "--".
    private static List<string> Mistyped(ParseResult parsed, IReadOnlyList<string> args)
    {
        // After an unknown command nothing else can be judged.
        List<string> words = [.. parsed.UnmatchedTokens.Take(parsed.CommandResult.Command.Subcommands.Count > 0 ? 1 : int.MaxValue)];
        if (!args.Contains("--"))
            foreach (var argument in parsed.CommandResult.Command.Arguments)
                words.AddRange(parsed.GetResult(argument)?.Tokens.Select(t => t.Value).Where(v => v.Length > 1 && v[0] == '-') ?? []);
        return words;
    }

    private static string Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        string[] known = isOption
            ? [.. command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)).Where(n => n.StartsWith('-'))]
            : [.. command.Subcommands.Select(c => c.Name)];
        var what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        var near = known.Length == 0 ? null : NearestWord.Of(word, known);
        return $"Unknown {what} \"{word}\"." + (near is not null && IsNear(word, near) ? $" Did you mean \"{near}\"?" : known.Length == 0 ? "" : $" Known: {string.Join(", ", known)}.");
    }

    private static bool IsNear(string word, string near)
    {
        var a = word.TrimStart('-');
        var b = near.TrimStart('-');
        return a.Length > 1 && b.Length > 1 && Math.Abs(a.Length - b.Length) <= 2
            && a.Distinct().Count(c => b.Contains(c)) * 3 >= a.Distinct().Count() * 2;
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent) + " " + result.Command.Name : "demarche";
}
