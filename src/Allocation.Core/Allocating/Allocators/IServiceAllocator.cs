namespace Allocation.Core.Allocating.Allocators;

/// <summary>
/// A custom allocator, called while an instance is validated. It keeps nothing between calls: all it needs is in the
/// context. A call may happen again for the same instance after a crash, so it must give the same value then, or one that does
/// no harm. Source: Inmanta's <c>AllocatorV2</c>.
/// </summary>
public interface IServiceAllocator
{
    /// <summary>
    /// Whether a call has effects outside the store, or takes long. Such a call runs between two transactions, and what it
    /// sets is written down before the next allocator runs. Otherwise it runs inside the transaction, perhaps more than once.
    /// </summary>
    bool TouchesExternal => true;

    /// <summary>Whether there is anything to do here; by default when the bound attribute has no value.</summary>
    bool NeedsAllocation(AllocatorContext context) =>
        context.AttributePath is null || context.Current is null;

    /// <summary>Sets values through the context. Raise any exception to fail the allocation with its message.</summary>
    void Allocate(AllocatorContext context);
}
