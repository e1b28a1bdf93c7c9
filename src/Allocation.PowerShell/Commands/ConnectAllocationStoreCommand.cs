using System.Management.Automation;
using Allocation.Core.Storage;
using Allocation.PowerShell.Completion;
using Allocation.PowerShell.Storage;

namespace Allocation.PowerShell.Commands;

/// <summary>
/// <para type="synopsis">Chooses the store for the rest of this session.</para>
/// <para type="description">Opens it, and makes it if it is not there. No connection is kept open; only the choice is. Other sessions, and the
/// runspaces of ForEach-Object -Parallel and Start-ThreadJob, choose for themselves.</para>
/// </summary>
/// <example>
/// <code>Connect-AllocationStore sqlite:./lab.db</code>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "AllocationStore")]
[OutputType(typeof(AllocationStore))]
public sealed class ConnectAllocationStoreCommand : AllocationCmdlet
{
    /// <summary>
    /// <para type="description">The store: sqlite:PATH, json:PATH, postgres://user@host:port/db. When it is not given, the one that would be used
    /// anyway.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public override string? Store { get; set; }

    /// <inheritdoc/>
    protected override void ProcessItem()
    {
        var uri = ChooseStore().Uri;
        var store = Open().Store;
        ConnectedStores.Connect(uri);
        WriteObject(AllocationStore.Of(uri, StoreSource.Session, store));
    }
}
