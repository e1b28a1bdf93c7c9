using System.CommandLine;
using Allocation.Core.Storage;

namespace Allocation.Cli;

/// <summary>A command that does something: options and arguments in its constructor, one call to the core in
/// <see cref="Execute"/>.</summary>
internal abstract class StoreCommand : Command
{
    /// <summary>Names the command.</summary>
    protected StoreCommand(string name, string description)
        : base(name, description) => SetAction(parse => CommandRun.Execute(parse, this, Execute));

    /// <summary>What is done with the store.</summary>
    public virtual StoreAct StoreActOf(ParseResult parse) => StoreAct.UseContents;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Execute(CommandRun run);
}
