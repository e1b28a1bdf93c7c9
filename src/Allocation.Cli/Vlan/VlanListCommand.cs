using System.CommandLine;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan list</c></summary>
internal sealed class VlanListCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.ZeroOrMore();

    private readonly Option<string[]> _states = StateOption.Make([.. VlanServiceDefinition.Instance.Lifecycle.States.Select(s => s.Name)]);

    /// <summary>Declares it.</summary>
    public VlanListCommand()
        : base("list", "Lists services.")
    {
        Add(_names);
        Add(_states);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var services = run.System.VlanServices;
        var states = StateOption.Read(run.Arguments, _states);
        using var results = run.Results.List(VlanColumns.All);
        return run.ForEach(run.Arguments.GetRequiredValue(_names), name => results.AddAll(services.Find(new NamePattern(name), states, run.Cancellation)));
    }
}
