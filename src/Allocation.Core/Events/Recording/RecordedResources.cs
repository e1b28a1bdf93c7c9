using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Resources of resource pools. What checks and hooks leave in a row without changing its state is not told.</summary>
internal sealed class RecordedResources(IResourceRows inner, Recorder recorder) : IResourceRows
{
    private readonly SeenRows<long, PoolResource> _seen = new(row => row.Id, inner.Find);

    public PoolResource? Find(long id) => _seen.See(inner.Find(id));

    public PoolResource? FindByName(string name) => _seen.See(inner.FindByName(name));

    public IEnumerable<PoolResource> Query(ResourceQuery query) => _seen.See(inner.Query(query));

    public IReadOnlyList<string> ReadyTagKeys() => inner.ReadyTagKeys();

    public PoolResource? FirstReady(string tagKey, string? sandbox) => _seen.See(inner.FirstReady(tagKey, sandbox));

    public void Add(PoolResource resource)
    {
        inner.Add(resource);
        Tell(null, resource);
    }

    public bool Update(PoolResource resource)
    {
        var before = _seen.Get(resource.Id);
        if (!inner.Update(resource)) return false;
        Tell(before, resource);
        return true;
    }

    // What is removed was over long ago; that it is forgotten is told once for all.
    public bool Remove(long id) => inner.Remove(id);

    private void Tell(PoolResource? before, PoolResource after)
    {
        _seen.Set(after);
        recorder.Row(EventSubject.Resource, LedgerText.Of(after.Id), before, after);
    }
}
