using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Cli.Output;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan list</c></summary>
internal sealed class VlanListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore().Completed(StoreWords.VlanServices);

    private readonly Option<string[]> _states = StateOption.Make(StoreWords.VlanStates);
    private readonly NoteFilterOptions _notes;
    private readonly BareOptions<VlanService> _bare;

    /// <summary>Declares it.</summary>
    public VlanListCommand()
        : base("list", "Lists services.")
    {
        Add(_names);
        Add(_states);
        _notes = new NoteFilterOptions(this);
        _bare = BareOptions<VlanService>.ByName(this, s => s.Name);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var services = run.System.VlanServices;
        var states = StateOption.Read(run.Arguments, _states);
        var notes = _notes.Read(run.Arguments);
        using var results = _bare.List(run, VlanColumns.All);
        return run.ForEach(run.Arguments.GetRequiredValue(_names),
            name => results.AddAll(services.Find(new NamePattern(name), states, notes, run.Cancellation)));
    }
}
