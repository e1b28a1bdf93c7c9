using Allocation.Core.Pools;

namespace Allocation.Core.ResourcePools;

/// <summary>Pools of both kinds by name: names are unique among both.</summary>
/// <param name="numbers">Number pools.</param>
/// <param name="things">Resource pools.</param>
internal sealed class PoolDirectory(PoolCatalog numbers, ResourcePoolCatalog things)
{
    /// <summary>The pools whose names fit and that a filter lets through.</summary>
    /// <exception cref="Errors.PoolNotFoundException">The name has no wildcard and no pool of either kind has it.</exception>
    public (IReadOnlyList<AllocationPool> Numbers, IReadOnlyList<ResourcePoolStatus> Things) Find(NamePattern names,
        PoolFilter filter, CancellationToken cancellation = default)
    {
        var isOfThings = names.Exact is { } exact && things.Has(exact, cancellation);
        return (isOfThings ? [] : numbers.Find(names, filter, cancellation),
            names.Exact is null || isOfThings ? [.. things.Find(names, cancellation).Where(Fits)] : []);

        bool Fits(ResourcePoolStatus pool) => filter.Matches(pool.PercentUsed, pool.Tag.Concat(pool.TagOnDemand));
    }
}
