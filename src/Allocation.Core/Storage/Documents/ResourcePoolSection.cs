using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Documents;

/// <summary>Resource pools.</summary>
public sealed class ResourcePoolSection : BodySection<ResourcePool>
{
    /// <inheritdoc/>
    public override string Name => "resourcePools";

    /// <inheritdoc/>
    protected override IEnumerable<ResourcePool> All(IStoreSession session) => session.ResourcePools.All();

    /// <inheritdoc/>
    protected override string Key(ResourcePool row) => row.Name;

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ResourcePool row) => session.ResourcePools.Add(row);
}
