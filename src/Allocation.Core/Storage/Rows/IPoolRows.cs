using Allocation.Core.Pools;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Storage.Rows;

/// <summary>Number pools, found by name without case (<see cref="NameKey"/>).</summary>
public interface IPoolRows
{
    /// <summary>The pool, or null.</summary>
    NumberPool? Find(string name);

    /// <summary>
    /// The pool, or null; and until the session ends no other session gets past this call for the same pool. Whoever
    /// changes a pool, its free ranges or its allocations calls this first.
    /// </summary>
    NumberPool? Lock(string name);

    /// <summary>All pools by name, by code point of the name key.</summary>
    /// <param name="notes">Only those with such notes; null for all.</param>
    IEnumerable<NumberPool> All(NoteFilter? notes = null);

    /// <summary>The pools of the addresses of a subnet, by the reservation id of its allocation; by name.</summary>
    IReadOnlyList<NumberPool> Within(string reservationId);

    /// <summary>Adds one. False, and nothing changed, when the name is taken.</summary>
    bool Add(NumberPool pool);

    /// <summary>Replaces the pool of that name. False when there is none.</summary>
    bool Update(NumberPool pool);

    /// <summary>
    /// Gives the pool another name, and with it its free ranges, its cooling numbers and all of its allocations, also ended ones. False,
    /// and nothing changed, when there is no such pool or another pool has the new name.
    /// </summary>
    bool Rename(string name, string newName);

    /// <summary>Removes the pool with its free ranges and cooling numbers; its allocations stay. False when there is none.</summary>
    bool Remove(string name);
}
