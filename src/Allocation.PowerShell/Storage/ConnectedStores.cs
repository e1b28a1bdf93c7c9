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
    private static readonly ConditionalWeakTable<Runspace, Choice> s_choices = [];

    /// <summary>The store of the session that this thread runs in; null when none is connected.</summary>
    public static StoreUri? Current => Chosen?.Store;

    /// <summary>Whether a store was to be connected last, and could not be: what follows in a script is not meant for another
    /// one.</summary>
    public static bool HasFailed => Chosen is { Store: null };

    private static Choice? Chosen =>
        Runspace.DefaultRunspace is { } session && s_choices.TryGetValue(session, out var choice) ? choice : null;

    /// <summary>Remembers a store.</summary>
    public static void Connect(StoreUri uri) => s_choices.AddOrUpdate(Runspace.DefaultRunspace, new(uri));

    /// <summary>Remembers that a store could not be connected.</summary>
    public static void Fail() => s_choices.AddOrUpdate(Runspace.DefaultRunspace, new(null));

    /// <summary>Forgets it. False when there was none.</summary>
    public static bool Disconnect() => Runspace.DefaultRunspace is { } session && s_choices.Remove(session);

    private sealed record Choice(StoreUri? Store);
}
