using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryResourcePoolRows(MemorySession session) : IResourcePoolRows
{
    public ResourcePool? Find(string name) => session.State.ResourcePools.TryFind(NameKey.Of(name), out var pool) ? pool : null;

    public IReadOnlyList<ResourcePool> All() => [.. session.State.ResourcePools.Rows];

    public bool Add(ResourcePool pool)
    {
        if (Find(pool.Name) is not null) return false;
        Put(pool);
        return true;
    }

    public bool Update(ResourcePool pool)
    {
        if (Find(pool.Name) is null) return false;
        Put(pool);
        return true;
    }

    public bool Remove(string name)
    {
        if (Find(name) is null) return false;
        session.State = session.State with { ResourcePools = session.State.ResourcePools.Without(NameKey.Of(name)) };
        return true;
    }

    private void Put(ResourcePool pool) =>
        session.State = session.State with { ResourcePools = session.State.ResourcePools.With(NameKey.Of(pool.Name), pool) };
}
