using System.Management.Automation;
using Allocation.Core.Services;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Fills in what a rejected VLAN service lacks.</para>
/// <para type="description">VLAN ids that it has are kept and none is taken twice. A service that has both stays as it is. If one is still
/// missing, the service is put out as it is, in the state rejected, beside the error AllocationFailed.</para>
/// </summary>
/// <example>
/// <code>Get-VlanService -State rejected | Resume-VlanService</code>
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "VlanService", SupportsShouldProcess = true)]
[OutputType(typeof(VlanService))]
public sealed class ResumeVlanServiceCommand : VlanServiceSelectionCmdlet
{
    /// <inheritdoc/>
    protected override void Act(string id, string label)
    {
        if (!ShouldProcess(label, "Resume VLAN service")) return;
        var outcome = Open().VlanServices.Resume(id, Cancellation);
        WriteObject(outcome.Service);
        if (outcome.Failure is not null) WriteError(RecordOf(outcome.Failure));
    }
}
