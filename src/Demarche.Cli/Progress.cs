using System.Diagnostics;
using System.Globalization;
using Demarche.Output;
using Spectre.Console;

namespace Demarche.Cli;

/// <summary>
/// Progress on stderr while a run goes on: inputs done, paragraphs, rates. Only where stderr is a terminal, and not while the data itself
/// scrolls through the same terminal.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Talk _talk;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Task _display;

    private Progress(Talk talk, LabelRun run, int inputs)
    {
        _talk = talk;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _talk.Console = console;
        _display = Task.Factory.StartNew(() => Display(console, run, inputs), TaskCreationOptions.LongRunning);
    }

    /// <summary>Shows progress until disposed; null where there is nobody to see it.</summary>
    public static Progress? Show(Talk talk, LabelRun run, int inputs, bool toTerminal) =>
        Console.IsErrorRedirected || toTerminal ? null : new Progress(talk, run, inputs);

    public void Dispose()
    {
        _ended.Set();
        _display.Wait();
        _talk.Console = null;
        _ended.Dispose();
    }

    private void Display(IAnsiConsole console, LabelRun run, int inputs)
    {
        var clock = Stopwatch.StartNew();
        console.Progress().AutoClear(true).Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn()).Start(context =>
        {
            var task = context.AddTask("starting", maxValue: inputs);
            while (!_ended.Wait(Interval))
            {
                var totals = run.Totals;
                task.Value = Math.Max(0, totals.Inputs - 1);
                task.Description = string.Create(CultureInfo.InvariantCulture,
                    $"{totals.Inputs:N0} of {inputs:N0} inputs, {totals.Paragraphs:N0} paragraphs, {Summary.Rate(totals, clock.Elapsed)}");
            }
        });
    }
}
