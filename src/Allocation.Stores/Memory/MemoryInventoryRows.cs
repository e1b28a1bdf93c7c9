using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryInventoryRows(MemorySession session) : IInventoryRows
{
    public InventoryRegistration? Find(string name) => session.State.Inventories.TryFind(NameKey.Of(name), out var found) ? found : null;

    public IReadOnlyList<InventoryRegistration> All() => [.. session.State.Inventories.Rows];

    public bool Add(InventoryRegistration inventory)
    {
        if (Find(inventory.Name) is not null) return false;
        session.State = session.State with { Inventories = session.State.Inventories.With(NameKey.Of(inventory.Name), inventory) };
        return true;
    }

    public bool Remove(string name)
    {
        if (Find(name) is null) return false;
        session.State = session.State with { Inventories = session.State.Inventories.Without(NameKey.Of(name)) };
        return true;
    }
}
