using System.Management.Automation;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>Chooses the store for the rest of this session.</summary>
[Cmdlet(VerbsCommunications.Connect, "AllocationStore")]
[OutputType(typeof(StoreInfo))]
public sealed class ConnectAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>The store: sqlite:PATH, json:PATH, postgres://user@host:port/db.</summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public override string? Store { get; set; }

    /// <inheritdoc/>
    private protected override StoreAct StoreAct => StoreAct.Connect;

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        try
        {
            Connect();
        }
        catch (AllocationException)
        {
            // The rest of a script must not work in another store, be it the one that was connected before or the default.
            var before = ConnectedStores.Current;
            ConnectedStores.Fail();
            if (before is not null) WriteWarning($"{before} is no longer connected, and no other store is.");
            throw;
        }
    }

    private void Connect()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Store)) && string.IsNullOrWhiteSpace(Store))
            throw new InvalidStoreException(Store ?? "", "it must not be empty");
        var uri = SelectStore().Uri;
        var made = !StoreLoadContext.Provider.Exists(uri, Cancellation);
        var store = Open().Store;
        if (made) WriteWarning($"There was no store at {uri}; a new, empty one was created.");
        ConnectedStores.Connect(uri);
        WriteObject(StoreInfo.Of(uri, StoreSource.Session, store));
    }
}
