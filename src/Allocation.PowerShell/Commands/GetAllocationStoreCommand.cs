using System.Management.Automation;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Shows which store is used, how it was chosen, and what keeps the records.</summary>
[Cmdlet(VerbsCommon.Get, "AllocationStore")]
[OutputType(typeof(StoreInfo))]
public sealed class GetAllocationStoreCommand : AllocationCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var (uri, source) = SelectStore();
        using var store = StoreLoadContext.Provider.OpenIfExists(uri, Cancellation);
        WriteObject(StoreInfo.Of(uri, source, store));
    }
}
