using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>External inventories.</summary>
internal sealed class RecordedInventories(IInventoryRows inner, Recorder recorder) : IInventoryRows
{
    public InventoryRegistration? Find(string name) => inner.Find(name);

    public IReadOnlyList<InventoryRegistration> All() => inner.All();

    public bool Add(InventoryRegistration inventory)
    {
        if (!inner.Add(inventory)) return false;
        recorder.Row(EventSubject.Inventory, NameKey.Of(inventory.Name), null, inventory);
        return true;
    }

    public bool Remove(string name)
    {
        var before = inner.Find(name);
        if (!inner.Remove(name)) return false;
        recorder.Row(EventSubject.Inventory, NameKey.Of(name), before, null);
        return true;
    }
}
