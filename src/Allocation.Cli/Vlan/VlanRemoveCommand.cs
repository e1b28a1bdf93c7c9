using System.CommandLine;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan remove</c></summary>
internal sealed class VlanRemoveCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore();

    /// <summary>Declares it.</summary>
    public VlanRemoveCommand()
        : base("remove", "Removes services, gives their VLAN ids back, and shows what they had.") => Add(_names);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var services = run.System.VlanServices;
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(VlanColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => services.Find(name, cancellation: run.Cancellation),
            service => results.Add(services.Remove(service.Id, run.Cancellation)));
    }
}
