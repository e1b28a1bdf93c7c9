using System.CommandLine;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan resume</c></summary>
internal sealed class VlanResumeCommand : StoreCommand
{
    private readonly Argument<string[]> _names = NameArgument.OneOrMore();

    /// <summary>Declares it.</summary>
    public VlanResumeCommand()
        : base("resume", "Tries again to get the VLAN ids that rejected services lack; what they have, they keep.") => Add(_names);

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var services = run.System.VlanServices;
        var names = run.Arguments.GetRequiredValue(_names);
        using var results = run.Results.List(VlanColumns.All, NameArgument.MeansOne(names));
        return run.ForEachFound(
            names,
            name => services.Find(name, cancellation: run.Cancellation),
            service =>
            {
                var outcome = services.Resume(service.Id, run.Cancellation);
                results.Add(outcome.Service);
                if (outcome.Failure is { } failure) throw failure;
            });
    }
}
