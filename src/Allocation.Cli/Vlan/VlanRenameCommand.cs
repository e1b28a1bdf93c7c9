using System.CommandLine;
using Allocation.Cli.Completion;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Renaming;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary><c>vlan rename</c></summary>
internal sealed class VlanRenameCommand : ChangeCommand
{
    private readonly Argument<string> _name = new Argument<string>("name") { Description = "The service." }
        .Completed(StoreWords.VlanServices);
    private readonly Argument<string> _newName = NewNameArgument.Make();

    /// <summary>Declares it.</summary>
    public VlanRenameCommand()
        : base("rename", "Gives a service another name. It keeps its id, its VLAN ids and its history.")
    {
        Add(_name);
        Add(_newName);
    }

    /// <inheritdoc/>
    protected override int Execute(CommandRun run)
    {
        var (name, newName) = (new NamePattern(run.Arguments.GetRequiredValue(_name)), run.Arguments.GetRequiredValue(_newName));
        var found = run.System.VlanServices.Find(name, cancellation: run.Cancellation).ToList();
        RenamedOne.Check(name, found.Count);
        var renamed = run.System.ServiceNames.Rename(VlanServiceDefinition.Name, found[0].Id, newName, null, run.Cancellation);
        run.Results.One(VlanService.Of(renamed), VlanColumns.All);
        return ExitCodes.Ok;
    }
}
