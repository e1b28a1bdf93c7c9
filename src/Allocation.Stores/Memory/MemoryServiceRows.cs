using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryServiceRows(MemorySession session) : IServiceRows
{
    public ServiceInstance? FindLiving(string definition, string name) =>
        session.State.Living.TryFind((definition, NameKey.Of(name)), out var found) ? found : null;

    public ServiceInstance? Find(string id) => session.State.Services.TryFind(id, out var found) ? found : null;

    // Writers are alone anyway.
    public ServiceInstance? Lock(string id) => Find(id);

    public IEnumerable<ServiceInstance> Query(ServiceQuery query)
    {
        var all = session.State.ServicesByName;
        var rows = (query.After is { } after ? all.From((after.NameKey, KeyOrder.After(after.Id))) : all.Rows).Where(row =>
            (query.Definition is null || row.Definition == query.Definition)
            && (query.States is null || query.States.Contains(row.State))
            && (query.Notes is null || query.Notes.Matches(row.Notes))
            && (query.Living is null || row.Living == query.Living));
        return MemoryPage.Of(rows, 0, query.Take);
    }

    public IReadOnlyList<string> LivingNames(string definition, string start, int most)
    {
        var key = NameKey.Of(start);
        return [.. session.State.Living.Between((definition, key), (definition, key + KeyOrder.Last)).Take(most).Select(row => row.Name)];
    }

    public long CountLiving(string? definition = null) =>
        session.State.ServicesByName.Rows.LongCount(row => row.Living && (definition is null || row.Definition == definition));

    public bool Add(ServiceInstance instance, ServiceHistoryRecord? first = null)
    {
        if (Find(instance.Id) is not null || NameIsTaken(instance)) return false;
        Put(instance);
        if (first is not null) session.History.Add(first);
        return true;
    }

    public bool Update(ServiceInstance instance)
    {
        if (Find(instance.Id) is not { } old) return false;
        if (NameIsTaken(instance)) throw new StoreConflictException("memory", $"a living instance already has the name {instance.Name}");
        Take(old);
        Put(instance);
        return true;
    }

    public bool Remove(string id)
    {
        if (Find(id) is not { } old) return false;
        Take(old);
        session.Notes.Set(NoteSubject.Lease(id), NoteSet.None);
        foreach (var record in session.History.Of(id).ToList())
            session.State = session.State with { History = session.State.History.Without((id, record.Id)) };
        return true;
    }

    private bool NameIsTaken(ServiceInstance instance) =>
        instance.Living && FindLiving(instance.Definition, instance.Name) is { } other && other.Id != instance.Id;

    private void Put(ServiceInstance row)
    {
        session.Notes.Set(NoteSubject.Lease(row.Id), row.Notes);
        var state = session.State;
        var key = NameKey.Of(row.Name);
        session.State = state with
        {
            Services = state.Services.With(row.Id, row),
            ServicesByName = state.ServicesByName.With((key, row.Id), row),
            Living = row.Living ? state.Living.With((row.Definition, key), row) : state.Living,
        };
    }

    private void Take(ServiceInstance row)
    {
        var state = session.State;
        var key = NameKey.Of(row.Name);
        session.State = state with
        {
            Services = state.Services.Without(row.Id),
            ServicesByName = state.ServicesByName.Without((key, row.Id)),
            Living = row.Living ? state.Living.Without((row.Definition, key)) : state.Living,
        };
    }
}
