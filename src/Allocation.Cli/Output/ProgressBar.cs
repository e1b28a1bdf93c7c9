using Allocation.Core.Storage;
using Spectre.Console;

namespace Allocation.Cli.Output;

/// <summary>A bar on standard error for a person who waits; none where standard error is not a terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Does work under a bar.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">Does it; given what to tell its progress, or null.</param>
    public static T Over<T>(string title, Func<IProgress<TransferProgress>?, T> work)
    {
        if (Console.IsErrorRedirected) return work(null);
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var bar = screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn());
        return bar.Start(drawing => work(new Drawn(drawing.AddTask(Markup.Escape(title)))));
    }

    private sealed class Drawn(ProgressTask task) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => task.Value(value.Percent);
    }
}
