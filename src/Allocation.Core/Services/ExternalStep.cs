using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;

namespace Allocation.Core.Services;

/// <summary>What has to happen outside our transactions before an instance can go on.</summary>
/// <param name="Inventory">Where.</param>
internal abstract record ExternalStep(IInventory Inventory)
{
    /// <summary>The intent of the call, once it is written down.</summary>
    public IntentRecord? Intent { get; init; }
}

/// <summary>Take a number for an attribute.</summary>
internal sealed record ExternalTake(IInventory Inventory, AllocatorBinding Binding, long? Exactly) : ExternalStep(Inventory);

/// <summary>Give the number of an allocation back.</summary>
internal sealed record ExternalRelease(IInventory Inventory, AllocationRecord Allocation) : ExternalStep(Inventory);
