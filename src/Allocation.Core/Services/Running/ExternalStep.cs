using Allocation.Core.Allocating;
using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;

namespace Allocation.Core.Services.Running;

/// <summary>What has to happen outside our transactions before an instance can go on.</summary>
internal abstract record ExternalStep
{
    /// <summary>The intent of a call to an inventory, once it is written down.</summary>
    public IntentRecord? Intent { get; init; }

    /// <summary>What the kind of this step makes of it. A new kind is one more parameter, so that it cannot be forgotten.</summary>
    public abstract T Match<T>(Func<ExternalTake, T> take, Func<ExternalRelease, T> release, Func<CustomCall, T> call);
}

/// <summary>Take a number for an attribute.</summary>
internal sealed record ExternalTake(IInventory Inventory, AllocatorCall Call, long? Exactly) : ExternalStep
{
    /// <summary>Numbers of the same inventory that the instance takes next, whatever this one is: they come from the same call.</summary>
    public IReadOnlyList<ExternalTake> Also { get; init; } = [];

    /// <inheritdoc/>
    public override T Match<T>(Func<ExternalTake, T> take, Func<ExternalRelease, T> release, Func<CustomCall, T> call) => take(this);
}

/// <summary>Give the number of an allocation back.</summary>
internal sealed record ExternalRelease(IInventory Inventory, AllocationRecord Allocation) : ExternalStep
{
    /// <summary>Whether all that the instance holds is given back, so that nothing of it can be freed by mistake.</summary>
    public bool IsOfAll { get; init; }

    /// <inheritdoc/>
    public override T Match<T>(Func<ExternalTake, T> take, Func<ExternalRelease, T> release, Func<CustomCall, T> call) => release(this);
}

/// <summary>Call a custom allocator.</summary>
internal sealed record CustomCall(IServiceAllocator Allocator, AllocatorCall Call) : ExternalStep
{
    /// <inheritdoc/>
    public override T Match<T>(Func<ExternalTake, T> take, Func<ExternalRelease, T> release, Func<CustomCall, T> call) => call(this);
}
