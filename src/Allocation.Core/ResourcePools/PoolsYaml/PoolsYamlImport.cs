namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>What the import of a <c>pools.yaml</c> did.</summary>
/// <param name="Pools">The pools of the file in its order, then those that were removed, or are once they are empty.</param>
/// <param name="Changes">What is different from before, but for those that were removed: parts of a sentence.</param>
internal sealed record PoolsYamlImport(IReadOnlyList<ResourcePoolStatus> Pools, IReadOnlyList<string> Changes)
{
    /// <summary>What is different about one pool; null when nothing is.</summary>
    /// <param name="old">The pool before; null when there was none.</param>
    /// <param name="pool">The pool now.</param>
    public static string? Change(ResourcePool? old, ResourcePool pool)
    {
        if (old is null) return $"pool '{pool.Name}' is new";
        var changes = PoolSetting.All.Select(setting => setting.Change(old.Settings, pool.Settings)).OfType<string>().ToList();
        if (old.Removed) changes.Insert(0, "is no longer removed");
        else if (old.Source != pool.Source) changes.Insert(0, "belongs to this file now");
        return changes.Count == 0 ? null : $"pool '{pool.Name}': {string.Join(", ", changes)}";
    }
}
