using Allocation.Core.Inventories;

namespace Allocation.Core.Storage.Rows;

/// <summary>Registered inventories, found by name without case (<see cref="NameKey"/>).</summary>
public interface IInventoryRows
{
    /// <summary>The inventory, or null.</summary>
    InventoryRegistration? Find(string name);

    /// <summary>All, by code point of the name key.</summary>
    IReadOnlyList<InventoryRegistration> All();

    /// <summary>Adds one. False, and nothing changed, when the name is taken.</summary>
    bool Add(InventoryRegistration inventory);

    /// <summary>Removes one. False when there is none.</summary>
    bool Remove(string name);
}
