namespace Allocation.Core.Inventories;

/// <summary>How what an inventory gave can be found and given back; the engine picks its protocol by it.</summary>
public enum InventoryKind
{
    /// <summary>Part of our own transactions: all or nothing, and nothing to repair after a crash. Our own pools.</summary>
    Transactional,

    /// <summary>It keeps our tag with what it gave: found again, and freed, by owner.</summary>
    Tagged,

    /// <summary>It frees by the number itself and does not know whose it was.</summary>
    ByValue,

    /// <summary>It frees by its own id that it gave together with the number.</summary>
    ById,
}
