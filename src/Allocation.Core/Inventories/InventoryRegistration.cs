namespace Allocation.Core.Inventories;

/// <summary>A foreign inventory that services can name.</summary>
/// <param name="Name">Its name; see <see cref="Pools.PoolName"/>.</param>
/// <param name="Kind">How what it gave is found and freed.</param>
/// <param name="Settings">How it is reached.</param>
/// <param name="CreatedAt">When it was registered.</param>
public sealed record InventoryRegistration(string Name, InventoryKind Kind, InventorySettings Settings, DateTimeOffset CreatedAt);
