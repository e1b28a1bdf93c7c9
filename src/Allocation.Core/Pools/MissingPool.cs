using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>The error for a pool that is not there, which says so when one of the other kind has the name.</summary>
internal static class MissingPool
{
    /// <summary>No pool of numbers has the name.</summary>
    public static PoolNotFoundException OfNumbers(IStoreSession session, string name) => session.ResourcePools.Find(name) is { } pool
        ? new(name, $"Pool '{pool.Name}' gives resources to tickets, not numbers.")
        : new(name);

    /// <summary>No pool of resources has the name.</summary>
    public static PoolNotFoundException OfResources(IStoreSession session, string name) => session.Pools.Find(name) is { } pool
        ? new(name, $"Pool '{pool.Name}' gives numbers, not resources to tickets.")
        : new(name);
}
