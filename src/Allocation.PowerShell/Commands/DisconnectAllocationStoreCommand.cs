using System.Management.Automation;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Forgets the store that Connect-AllocationStore chose in this session.</para>
/// <para type="description">The store itself stays as it is. Nothing happens when none was chosen.</para>
/// </summary>
/// <example>
/// <code>Disconnect-AllocationStore</code>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "AllocationStore")]
[OutputType(typeof(void))]
public sealed class DisconnectAllocationStoreCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteVerbose(ConnectedStores.Disconnect() ? "The session has no store of its own any more." : "The session had no store of its own.");
}
