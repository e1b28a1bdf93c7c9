using System.CommandLine;

namespace Allocation.Cli;

/// <summary>A command that changes something, and that can be rehearsed: with <c>--dry-run</c> it works on a copy of the store in
/// memory.</summary>
internal abstract class ChangeCommand : StoreCommand
{
    /// <summary>Names the command.</summary>
    protected ChangeCommand(string name, string description)
        : base(name, description) => Add(DryRun);

    /// <summary>Says what would come of the command, and changes nothing.</summary>
    public static Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Say what would come of it, or why it would fail, and change nothing.",
    };
}
