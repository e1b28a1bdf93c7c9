using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>Finds the foreign inventory behind a pool name of the ledger.</summary>
/// <param name="scripts">Inventories that live as long as this session.</param>
/// <param name="sql">Reaches tables; null where no database is at hand.</param>
internal sealed class InventoryDirectory(SessionInventories scripts, ISqlInventories? sql)
{
    /// <summary>The inventory, or null for a pool of our own store, which is transactional.</summary>
    /// <exception cref="InventoryNotFoundException">The name means a registered inventory, and there is none of that name.</exception>
    public IInventory? Find(IStoreSession session, string pool)
    {
        var meant = PoolReference.Of(pool);
        if (meant.File is { } path) return new VlanPoolFile(path, Path.GetTempPath(), pool: pool);
        if (meant.Inventory is not { } name) return null;
        if (scripts.Find(name) is { } script) return script;
        return session.Inventories.Find(name) is { } known ? Open(known) : throw new InventoryNotFoundException(name);
    }

    /// <summary>All that are registered, in the store or for this session. One that cannot be reached from here is reported as a notice,
    /// and left out.</summary>
    public IReadOnlyList<IInventory> All(IStoreSession session)
    {
        var all = scripts.All.ToList<IInventory>();
        foreach (var known in session.Inventories.All())
        {
            try
            {
                all.Add(Open(known));
            }
            catch (InvalidPoolException error)
            {
                InventoryNotices.Tell(
                    $"{PoolReference.OfInventory(known.Name).Text} could not be compared with the ledger: {error.Message}");
            }
        }

        return all;
    }

    /// <summary>As <see cref="Find"/>, in its own transaction.</summary>
    /// <exception cref="InventoryNotFoundException">It is not an inventory, or no longer one.</exception>
    public IInventory Get(IAllocationStore store, string pool) =>
        store.Read(session => Find(session, pool)) ?? throw new InventoryNotFoundException(pool);

    /// <summary>The inventory of a registration; nothing is opened yet.</summary>
    /// <exception cref="InvalidPoolException">This build cannot reach it.</exception>
    public IInventory Open(InventoryRegistration known) =>
        known.Settings.Open(PoolReference.OfInventory(known.Name).Text, known.Kind, sql)
        ?? throw new InvalidPoolException(known.Name, $"The inventory '{known.Name}' is of a kind that cannot be reached from here.");
}
