using Allocation.Core.Errors;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryResourceRows(MemorySession session) : IResourceRows
{
    public PoolResource? Find(long id) => session.State.Resources.TryFind(id, out var found) ? found : null;

    public PoolResource? FindByName(string name) =>
        session.State.ResourcesByName.TryBefore((name, long.MaxValue), out var key, out var found) && key.Name == name ? found : null;

    public IEnumerable<PoolResource> Query(ResourceQuery query)
    {
        var all = query.Living && query.State != ResourceState.Ended ? session.State.LivingResources : session.State.Resources;
        var rows = query.After is not { } after ? all.Rows : after == long.MaxValue ? [] : all.From(after + 1);
        return MemoryPage.Of(rows.Where(r => (query.Pool is null || r.Pool == query.Pool)
            && (query.State is null || r.State == query.State)), 0, query.Take);
    }

    public IReadOnlyList<string> ReadyTagKeys()
    {
        var keys = new List<string>();
        var from = "";
        while (session.State.ReadyResources.TryFrom((from, "", long.MinValue), out var key, out _))
        {
            keys.Add(key.TagKey);
            from = KeyOrder.After(key.TagKey);
        }

        return keys;
    }

    public PoolResource? FirstReady(string tagKey, string? sandbox) =>
        session.State.ReadyResources.TryFrom((tagKey, sandbox ?? "", long.MinValue), out var key, out var found)
            && key.TagKey == tagKey && key.Sandbox == (sandbox ?? "") ? found : null;

    public void Add(PoolResource resource)
    {
        if (Find(resource.Id) is not null) throw new StoreConflictException("memory", $"the resource {resource.Id} already exists");
        Put(resource);
    }

    public bool Update(PoolResource resource)
    {
        if (Find(resource.Id) is not { } old) return false;
        var before = session.State;
        try
        {
            Remove(old);
            Put(resource);
        }
        catch (StoreConflictException)
        {
            session.State = before;
            throw;
        }

        return true;
    }

    public bool Remove(long id)
    {
        if (Find(id) is not { } row) return false;
        Remove(row);
        return true;
    }

    private void Put(PoolResource row)
    {
        var state = session.State;
        if (row.Living && FindByName(row.Name) is { Living: true })
            throw new StoreConflictException("memory", $"a living resource is already named {row.Name}");
        session.State = state with
        {
            Resources = state.Resources.With(row.Id, row),
            ResourcesByName = state.ResourcesByName.With((row.Name, row.Id), row),
            LivingResources = row.Living ? state.LivingResources.With(row.Id, row) : state.LivingResources,
            ReadyResources = row.Ready ? state.ReadyResources.With(ReadyKey(row), row) : state.ReadyResources,
        };
    }

    private void Remove(PoolResource row)
    {
        var state = session.State;
        session.State = state with
        {
            Resources = state.Resources.Without(row.Id),
            ResourcesByName = state.ResourcesByName.Without((row.Name, row.Id)),
            LivingResources = state.LivingResources.Without(row.Id),
            ReadyResources = row.Ready ? state.ReadyResources.Without(ReadyKey(row)) : state.ReadyResources,
        };
    }

    private static (string TagKey, string Sandbox, long Id) ReadyKey(PoolResource row) => (TagKey.Of(row.Tags), row.Sandbox ?? "", row.Id);
}
