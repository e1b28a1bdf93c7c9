using System.Management.Automation;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Forgets the store that Connect-AllocationStore chose in this session.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AllocationStore")]
[OutputType(typeof(void))]
public sealed class DisconnectAllocationStoreCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteVerbose(ConnectedStores.Disconnect()
            ? "No store is connected to this session any longer."
            : "No store was connected to this session.");
}
