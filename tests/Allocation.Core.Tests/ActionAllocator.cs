using Allocation.Core.Allocating.Allocators;

namespace Allocation.Core.Tests;

/// <summary>An allocator of two functions, as V2 has them.</summary>
public sealed class ActionAllocator(Action<AllocatorContext> allocate, Func<AllocatorContext, bool>? needs = null,
    bool touchesExternal = true) : IServiceAllocator
{
    public bool TouchesExternal => touchesExternal;

    public bool NeedsAllocation(AllocatorContext context) =>
        needs?.Invoke(context) ?? (context.AttributePath is null || context.Current is null);

    public void Allocate(AllocatorContext context) => allocate(context);
}
