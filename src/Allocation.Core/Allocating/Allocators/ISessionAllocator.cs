using Allocation.Core.Definitions;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>A built-in allocator. It takes within the transaction of the caller.</summary>
internal interface ISessionAllocator
{
    /// <summary>What definitions must know of it.</summary>
    AllocatorDescription Description { get; }

    /// <summary>Takes a value.</summary>
    /// <exception cref="Errors.AllocationException">There is none.</exception>
    SessionValue Take(SessionCall call);
}
