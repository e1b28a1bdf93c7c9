using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;

namespace Allocation.Core.Services;

/// <summary>What has to happen outside our transactions before an instance can go on.</summary>
/// <param name="Inventory">Where.</param>
internal abstract record ExternalStep(INumberInventory Inventory);

/// <summary>Take a number for an attribute.</summary>
internal sealed record ExternalTake(INumberInventory Inventory, AllocatorBinding Binding, long? Exactly, IReadOnlySet<long> HeldByUs)
    : ExternalStep(Inventory);

/// <summary>Give the number of an allocation back.</summary>
internal sealed record ExternalRelease(INumberInventory Inventory, AllocationRecord Allocation) : ExternalStep(Inventory);
