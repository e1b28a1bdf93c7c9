using System.Management.Automation;
using Allocation.Core.Definitions;
using Allocation.Core.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>Fills in what a rejected VLAN service lacks.</summary>
[Cmdlet(VerbsLifecycle.Resume, "VlanService", SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class ResumeVlanServiceCommand : VlanServiceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        if (!MayDo(label, "Resume VLAN service", preview =>
            preview.OfService(id, system => system.Services.Resume(VlanServiceDefinition.Instance, id, Cancellation))))
        {
            return;
        }
        var outcome = Open().VlanServices.Resume(id, Cancellation);
        WriteObject(outcome.Service);
        if (outcome.Failure is not null) WriteError(RecordOf(outcome.Failure));
    }
}
