using Allocation.Cli.Output;
using Allocation.Core.Errors;

namespace Allocation.Cli.Tour;

/// <summary>Tells of each step what it shows, how to do it in PowerShell and on the command line, and what came out.</summary>
internal sealed class TourGuide(CommandRun run)
{
    // A line ends before the edge of the narrowest usual terminal, which would break it inside a word.
    private const int Width = 79;

    private int _steps;

    /// <summary>Ends the tour on Ctrl+C.</summary>
    public CancellationToken Cancellation => run.Cancellation;

    /// <summary>Says something between the steps.</summary>
    public void Say(string text) => run.Results.Line(BrokenText.Of(text, Width));

    /// <summary>Announces a step.</summary>
    public void Step(string what, string powerShell, string commandLine)
    {
        Cancellation.ThrowIfCancellationRequested();
        run.Results.Line();
        Say($"{++_steps}. {what}");
        run.Results.Line($"   PS> {powerShell}");
        run.Results.Line($"     $ allocation {commandLine}");
        run.Results.Line();
    }

    /// <summary>Shows what came out.</summary>
    public void Show<T>(IEnumerable<T> results, IReadOnlyList<Column<T>> columns)
    {
        using (var list = run.Results.List(columns)) list.AddAll(results);
        run.Results.Flush();
    }

    /// <summary>Shows the refusal that the step is there for.</summary>
    public void Show(AllocationException refusal) => Say($"{refusal.Kind}: {refusal.Message}");
}
