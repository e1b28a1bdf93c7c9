using System.CommandLine;
using Allocation.Core.Pools;

namespace Allocation.Cli;

/// <summary>
/// The question before a command that reaches further than one named thing, and the option that answers it. Where there is no terminal
/// to ask on, the command line is wrong without the option, and nothing is done.
/// </summary>
internal sealed class ConfirmationOption : Option<bool>
{
    private ConfirmationOption(string description)
        : base("--yes") => Description = description;

    /// <summary>The option of a command that removes what names find.</summary>
    public static ConfirmationOption OfRemoval() => new("Do not ask before a wildcard removes several at once.");

    /// <summary>The option of a command that always asks.</summary>
    public static ConfirmationOption Always() => new("Do not ask.");

    /// <summary>Asks whether all may be removed that a name found; one thing needs no question.</summary>
    /// <returns>0 when it may, else the exit code.</returns>
    public int AskToRemove(CommandRun run, NamePattern names, IEnumerable<string> found, string things) =>
        WildcardRemoval.Describe(names, [.. found], things) is { } act ? Ask(run, act) : ExitCodes.Ok;

    /// <summary>Asks whether an act may begin.</summary>
    /// <returns>0 when it may, else the exit code.</returns>
    public int Ask(CommandRun run, string act)
    {
        if (run.IsDryRun || run.Arguments.GetValue(this)) return ExitCodes.Ok;
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return run.Errors.Usage(
                $"{act}: this must be confirmed, and there is no terminal to ask on. Nothing was done. Use {Name} to confirm it.",
                run.Arguments.CommandResult.Command.Name);

        Console.Error.Write($"{act}? [y/N] ");
        var answer = Task.Run(Console.In.ReadLine).WaitAsync(run.Cancellation).GetAwaiter().GetResult()?.Trim();
        if (answer is not null
            && (answer.Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Equals("yes", StringComparison.OrdinalIgnoreCase)))
        {
            return ExitCodes.Ok;
        }
        return run.Errors.Declined();
    }
}
