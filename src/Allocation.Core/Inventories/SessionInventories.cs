using System.Collections.Concurrent;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Inventories;

/// <summary>
/// Inventories that live as long as this process: their calls are code of the session, which cannot be stored. Each belongs to
/// the store that it was registered in. A store that remembers numbers of one needs it to be there again, under the same name,
/// before they can be given back.
/// </summary>
internal sealed class SessionInventories
{
    private readonly ConcurrentDictionary<string, SessionInventories> _byStore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScriptInventory> _byName = new(StringComparer.Ordinal);

    /// <summary>Those of this process.</summary>
    public static SessionInventories Shared { get; } = new();

    /// <summary>All, in no order.</summary>
    public IReadOnlyCollection<ScriptInventory> All => [.. _byName.Values];

    /// <summary>Those of one store.</summary>
    public SessionInventories Of(StoreUri store) => _byStore.GetOrAdd(store.Identity, _ => new SessionInventories());

    /// <summary>Those of one store as they are now, for a preview, which does not change them for others.</summary>
    public SessionInventories Copy(StoreUri store)
    {
        var copy = new SessionInventories();
        foreach (var inventory in Of(store).All) copy.Of(store).Put(inventory);
        return copy;
    }

    /// <summary>The inventory of that name, without case; or null.</summary>
    public ScriptInventory? Find(string name) => _byName.GetValueOrDefault(NameKey.Of(name));

    /// <summary>Puts one under its name, in the place of one that has it.</summary>
    public void Put(ScriptInventory inventory) => _byName[NameKey.Of(inventory.Name)] = inventory;

    /// <summary>Removes one. False when there is none.</summary>
    public bool Remove(string name) => _byName.TryRemove(NameKey.Of(name), out _);
}
