using System.CommandLine;

namespace Allocation.Cli;

/// <summary>
/// Commands by their words. When a command line begins with the word of one, only that one is made, because making all of them with
/// their options slows the start (decision 428).
/// </summary>
/// <param name="commands">What makes the command of a word, and is told the words behind it.</param>
internal sealed class CommandTable(params (string Word, Func<ReadOnlySpan<string>, Command> Make)[] commands)
{
    /// <summary>Adds the command that a command line calls; all where it does not begin with the word of one.</summary>
    /// <param name="parent">The command that these stand behind.</param>
    /// <param name="line">The command line behind the parent; empty for all commands.</param>
    public void AddTo(Command parent, ReadOnlySpan<string> line)
    {
        foreach (var (word, make) in commands)
        {
            if (line is not [var first, .. var rest] || first != word) continue;
            parent.Add(make(rest));
            return;
        }

        foreach (var (_, make) in commands) parent.Add(make([]));
    }
}
