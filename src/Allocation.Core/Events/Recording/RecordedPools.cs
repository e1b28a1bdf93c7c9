using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Events.Recording;

/// <summary>Pools of numbers. Those that the product keeps for itself are no subjects.</summary>
internal sealed class RecordedPools(IPoolRows inner, Recorder recorder) : IPoolRows
{
    private readonly SeenRows<string, NumberPool> _seen = new(pool => NameKey.Of(pool.Name), key => inner.Find(key));

    public NumberPool? Find(string name) => _seen.See(inner.Find(name));

    public NumberPool? Lock(string name) => _seen.See(inner.Lock(name));

    public IEnumerable<NumberPool> All(NoteFilter? notes = null) => inner.All(notes);

    public IReadOnlyList<NumberPool> Within(string reservationId) => inner.Within(reservationId);

    public bool Add(NumberPool pool)
    {
        if (!inner.Add(pool)) return false;
        Tell(NameKey.Of(pool.Name), null, pool);
        return true;
    }

    public bool Update(NumberPool pool)
    {
        var before = _seen.Get(NameKey.Of(pool.Name));
        if (!inner.Update(pool)) return false;
        Tell(NameKey.Of(pool.Name), before, pool);
        return true;
    }

    public bool Rename(string name, string newName)
    {
        var before = _seen.Get(NameKey.Of(name));
        if (!inner.Rename(name, newName)) return false;
        if (before is null) return true;
        if (NameKey.Of(name) != NameKey.Of(newName)) _seen.Remove(NameKey.Of(name));
        Tell(NameKey.Of(newName), before, before with { Name = newName });
        return true;
    }

    public bool Remove(string name)
    {
        var before = _seen.Get(NameKey.Of(name));
        if (!inner.Remove(name)) return false;
        _seen.Remove(NameKey.Of(name));
        if (before is { IsScope: false }) recorder.Row(EventSubject.Pool, NameKey.Of(name), before, null);
        return true;
    }

    private void Tell(string key, NumberPool? before, NumberPool after)
    {
        _seen.Set(after);
        if (!after.IsScope) recorder.Row(EventSubject.Pool, key, before, after);
    }
}
