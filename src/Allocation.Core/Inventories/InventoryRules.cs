using Allocation.Core.Errors;

namespace Allocation.Core.Inventories;

/// <summary>What a registration must keep to.</summary>
internal static class InventoryRules
{
    /// <summary>The kinds that an inventory can have.</summary>
    public static IReadOnlyList<InventoryKind> Kinds { get; } = [InventoryKind.Tagged, InventoryKind.ByValue, InventoryKind.ById];

    /// <exception cref="InvalidPoolException">An inventory cannot be of that kind.</exception>
    public static void Check(string name, InventoryKind kind)
    {
        if (!Kinds.Contains(kind))
            throw new InvalidPoolException(name,
                $"The inventory '{name}' must be Tagged, ByValue or ById: only our own pools are Transactional.");
    }

    /// <exception cref="InvalidPoolException">It cannot work.</exception>
    public static void Check(InventoryRegistration inventory)
    {
        Check(inventory.Name, inventory.Kind);
        if (inventory.Settings.Mistake(inventory.Name, inventory.Kind) is { } mistake)
            throw new InvalidPoolException(inventory.Name, $"The inventory '{inventory.Name}' {mistake}.");
    }
}
