using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Resource pools.</summary>
internal sealed class RecordedResourcePools(IResourcePoolRows inner, Recorder recorder) : IResourcePoolRows
{
    private readonly SeenRows<string, ResourcePool> _seen = new(pool => NameKey.Of(pool.Name), key => inner.Find(key));

    public ResourcePool? Find(string name) => _seen.See(inner.Find(name));

    public IReadOnlyList<ResourcePool> All() => [.. _seen.See(inner.All())];

    public bool Add(ResourcePool pool)
    {
        if (!inner.Add(pool)) return false;
        Tell(null, pool);
        return true;
    }

    public bool Update(ResourcePool pool)
    {
        var before = _seen.Get(NameKey.Of(pool.Name));
        if (!inner.Update(pool)) return false;
        Tell(before, pool);
        return true;
    }

    public bool Remove(string name)
    {
        var before = _seen.Get(NameKey.Of(name));
        if (!inner.Remove(name)) return false;
        _seen.Remove(NameKey.Of(name));
        recorder.Row(EventSubject.ResourcePool, NameKey.Of(name), before, null);
        return true;
    }

    private void Tell(ResourcePool? before, ResourcePool after)
    {
        _seen.Set(after);
        recorder.Row(EventSubject.ResourcePool, NameKey.Of(after.Name), before, after);
    }
}
