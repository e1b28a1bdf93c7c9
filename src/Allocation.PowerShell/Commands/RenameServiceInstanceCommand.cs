using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Pools;
using Allocation.Core.Renaming;
using Allocation.PowerShell.Binding;
using Allocation.PowerShell.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Gives services other names.</summary>
[Cmdlet(VerbsCommon.Rename, "ServiceInstance", SupportsShouldProcess = true)]
[OutputType(typeof(Service))]
public sealed class RenameServiceInstanceCommand : ServiceInstanceSelectionCmdlet
{
    /// <summary>The name from now on.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
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
    protected override void Act(ServiceDefinition definition, string id, string label)
    {
        if (!MayDo(label, $"Rename to '{NewName}'", preview =>
            preview.OfService(id, system => new(system.ServiceNames.Rename(definition.Name, id, NewName, Version, Cancellation), null))))
        {
            return;
        }
        var renamed = Open().ServiceNames.Rename(definition.Name, id, NewName, Version, Cancellation);
        if (PassThru) Write(renamed);
    }
}
