using Allocation.Core.Definitions;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>A built-in allocator. It takes within the transaction of the caller.</summary>
internal interface ISessionAllocator
{
    /// <summary>What definitions must know of it.</summary>
    AllocatorDescription Description { get; }

    /// <summary>The pool or scope that a call will take from, as far as that is known before any of them ran; null for none.</summary>
    string? PoolOf(ServiceDefinition definition, AllocatorCall call);

    /// <summary>Takes a value.</summary>
    /// <exception cref="Errors.AllocationException">There is none.</exception>
    SessionValue Take(SessionCall call);
}
