using Allocation.Core.Pools;

namespace Allocation.Core.ResourcePools;

/// <summary>Pools of both kinds by name: names are unique among both.</summary>
/// <param name="numbers">Number pools.</param>
/// <param name="things">Resource pools.</param>
internal sealed class PoolDirectory(PoolCatalog numbers, ResourcePoolCatalog things)
{
    /// <summary>The pools whose names fit.</summary>
    /// <exception cref="Errors.PoolNotFoundException">The name has no wildcard and no pool of either kind has it.</exception>
    public (IReadOnlyList<AllocationPool> Numbers, IReadOnlyList<ResourcePoolStatus> Things) Find(NamePattern names,
        CancellationToken cancellation = default)
    {
        if (names.Exact is not { } exact) return (numbers.Find(names, cancellation), things.Find(names, cancellation));
        return things.Has(exact, cancellation) ? ([], things.Find(names, cancellation)) : (numbers.Find(names, cancellation), []);
    }
}
