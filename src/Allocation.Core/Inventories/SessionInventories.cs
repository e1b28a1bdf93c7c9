using System.Collections.Concurrent;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>
/// Inventories that live as long as this process: their calls are code of the session, which cannot be stored. A store
/// that remembers numbers of one needs it to be there again, under the same name, before they can be given back.
/// </summary>
public sealed class SessionInventories
{
    private readonly ConcurrentDictionary<string, ScriptInventory> _byName = new(StringComparer.Ordinal);

    /// <summary>Those of this process.</summary>
    public static SessionInventories Shared { get; } = new();

    /// <summary>All, in no order.</summary>
    public IReadOnlyCollection<ScriptInventory> All => [.. _byName.Values];

    /// <summary>The inventory of that name, without case; or null.</summary>
    public ScriptInventory? Find(string name) => _byName.GetValueOrDefault(NameKey.Of(name));

    /// <summary>Adds one. False when the name is taken.</summary>
    public bool Add(ScriptInventory inventory) => _byName.TryAdd(NameKey.Of(inventory.Name), inventory);

    /// <summary>Removes one. False when there is none.</summary>
    public bool Remove(string name) => _byName.TryRemove(NameKey.Of(name), out _);
}
