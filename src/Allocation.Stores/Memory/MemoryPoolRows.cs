using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryPoolRows(MemorySession session) : IPoolRows
{
    public NumberPool? Find(string name) => session.State.Pools.TryFind(NameKey.Of(name), out var pool) ? pool : null;

    // Writers are alone anyway.
    public NumberPool? Lock(string name) => Find(name);

    public IEnumerable<NumberPool> All(NoteFilter? notes = null) =>
        notes is null ? session.State.Pools.Rows : session.State.Pools.Rows.Where(pool => notes.Matches(pool.Notes));

    public IReadOnlyList<NumberPool> Within(string reservationId) =>
        [.. session.State.PoolsByParent.Between((reservationId, ""), (KeyOrder.After(reservationId), ""))];

    public bool Add(NumberPool pool)
    {
        if (Find(pool.Name) is not null) return false;
        Put(pool);
        return true;
    }

    public bool Update(NumberPool pool)
    {
        if (Find(pool.Name) is null) return false;
        Put(pool);
        return true;
    }

    public bool Rename(string name, string newName)
    {
        if (Find(name) is not { } pool) return false;
        if (Find(newName) is { } other && other.Name != pool.Name) return false;
        var (free, cooling) = (session.FreeRanges.All(pool.Name).ToList(), session.Cooling.All(pool.Name));
        Remove(name);
        Put(pool with { Name = newName });
        foreach (var range in free) session.FreeRanges.Add(newName, range);
        foreach (var number in cooling) session.Cooling.Add(newName, number);
        new MemoryAllocationRows(session).Move(pool.Name, newName);
        return true;
    }

    public bool Remove(string name)
    {
        if (Find(name) is not { } pool) return false;
        session.FreeRanges.Clear(pool.Name);
        foreach (var number in session.Cooling.All(pool.Name)) session.Cooling.Remove(pool.Name, number.Number);
        session.Notes.Set(NoteSubject.Pool(name), NoteSet.None);
        session.State = session.State with
        {
            Pools = session.State.Pools.Without(NameKey.Of(name)),
            PoolsByParent = session.State.PoolsByParent.Without((pool.ParentAllocation ?? "", NameKey.Of(name))),
        };
        return true;
    }

    private void Put(NumberPool pool)
    {
        session.Notes.Set(NoteSubject.Pool(pool.Name), pool.Notes);
        var key = NameKey.Of(pool.Name);
        var byParent = session.State.PoolsByParent;
        if (Find(pool.Name) is { ParentAllocation: { } former }) byParent = byParent.Without((former, key));
        if (pool.ParentAllocation is { } parent) byParent = byParent.With((parent, key), pool);
        session.State = session.State with { Pools = session.State.Pools.With(key, pool), PoolsByParent = byParent };
    }
}
