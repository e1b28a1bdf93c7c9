using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Allocation.Core.Storage.Addresses;

namespace Allocation.PowerShell.Storage;

/// <summary>
/// What <c>Connect-AllocationStore</c> remembers: one store a session (runspace), and no longer than the session lives.
/// No handle is kept, only where the store is. It outlasts a second import of the module, which must not send
/// a script to another store half-way.
/// </summary>
internal static class ConnectedStores
{
    private static readonly ConditionalWeakTable<Runspace, StoreUri> s_stores = [];

    /// <summary>The store of the session that this thread runs in, or null.</summary>
    public static StoreUri? Current =>
        Runspace.DefaultRunspace is { } session && s_stores.TryGetValue(session, out var uri) ? uri : null;

    /// <summary>Remembers a store.</summary>
    public static void Connect(StoreUri uri) => s_stores.AddOrUpdate(Runspace.DefaultRunspace, uri);

    /// <summary>Forgets it. False when there was none.</summary>
    public static bool Disconnect() => Runspace.DefaultRunspace is { } session && s_stores.Remove(session);
}
