using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Renaming;
using Allocation.Core.Services;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>Gives VLAN services other names.</summary>
[Cmdlet(VerbsCommon.Rename, "VlanService", SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class RenameVlanServiceCommand : VlanServiceSelectionCmdlet
{
    /// <summary>The name from now on.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Filter]
    public string NewName { get; set; } = "";

    /// <summary>Returns each service with its new name.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MayAct(NamePattern names, IReadOnlyCollection<string> found)
    {
        RenamedOne.Check(names, found.Count);
        return true;
    }

    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        var definition = VlanServiceDefinition.Name;
        if (!MayDo(label, $"Rename to '{NewName}'", preview =>
            preview.OfService(id, system => new(system.ServiceNames.Rename(definition, id, NewName, null, Cancellation), null))))
        {
            return;
        }
        var renamed = Open().ServiceNames.Rename(definition, id, NewName, null, Cancellation);
        if (PassThru) WriteObject(VlanService.Of(renamed));
    }
}
