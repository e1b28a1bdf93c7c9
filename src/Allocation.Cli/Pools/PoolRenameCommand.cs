using System.CommandLine;
using Allocation.Cli.Completion;

namespace Allocation.Cli.Pools;

/// <summary><c>pool rename</c></summary>
internal sealed class PoolRenameCommand : ChangeCommand
{
    private readonly Argument<string> _name = new Argument<string>("name") { Description = "The pool." }.Completed(StoreWords.NumberPools);
    private readonly Argument<string> _newName = NewNameArgument.Make();

    /// <summary>Declares it.</summary>
    public PoolRenameCommand()
        : base("rename", "Gives a pool of numbers another name. What is held, the history, and services that name the pool go with it.")
    {
        Add(_name);
        Add(_newName);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (name, newName) = (run.Arguments.GetRequiredValue(_name), run.Arguments.GetRequiredValue(_newName));
        run.Results.One(run.System.PoolNames.Rename(name, newName, run.Cancellation), PoolColumns.All);
        return ExitCodes.Ok;
    }
}
