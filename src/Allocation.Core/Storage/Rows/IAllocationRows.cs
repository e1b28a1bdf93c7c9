using Allocation.Core.Ledger;
using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Rows;

/// <summary>The ledger's rows. A constraint of the store itself forbids two active ones of one resource.</summary>
public interface IAllocationRows
{
    /// <summary>The active allocation of a resource, or null.</summary>
    AllocationRecord? FindActive(string pool, string resourceId);

    /// <summary>One allocation, active or released, or null.</summary>
    AllocationRecord? Find(string reservationId);

    /// <summary>The active allocations of a lease, oldest first.</summary>
    IReadOnlyList<AllocationRecord> ActiveOf(string leaseId);

    /// <summary>Whether a lease has an active allocation, without reading all that it has.</summary>
    bool HasActive(string leaseId);

    /// <summary>Those of the names under which something is held directly, as <see cref="NameKey"/>; for many names at
    /// once.</summary>
    IReadOnlySet<string> HeldDirectly(IEnumerable<string> names);

    /// <summary>The active number allocations of a pool whose number is in <paramref name="range"/>, lowest first, read as they are
    /// taken.</summary>
    IEnumerable<AllocationRecord> ActiveIn(string pool, NumberRange range);

    /// <summary>How many of a pool are active.</summary>
    long CountActive(string pool);

    /// <summary>The rows of a query, in the order that <see cref="AllocationQuery"/> gives, read as they are taken.</summary>
    IEnumerable<AllocationRecord> Query(AllocationQuery query);

    /// <summary>How many rows a query has, without its skip and take.</summary>
    long Count(AllocationQuery query);

    /// <summary>The active allocations for services that are gone, or are in a state, in the order of <see cref="AllocationQuery"/>, read
    /// as they are taken.</summary>
    IEnumerable<AllocationRecord> OfLostServices(string state);

    /// <summary>Adds one.</summary>
    /// <remarks>
    /// Where the session has locked the pool, a store may send the row later: at the latest before the next read, or before
    /// the commit. A conflict is then thrown there, and the session can do nothing more.
    /// </remarks>
    /// <exception cref="Errors.StoreConflictException">The reservation id is used, or the resource has an active allocation.</exception>
    void Add(AllocationRecord allocation);

    /// <summary>Replaces the row with that reservation id. False when there is none, or when it has another pool by now: only
    /// <see cref="IPoolRows.Rename"/> changes that.</summary>
    /// <remarks>The change of a row that the session has read may be sent later, as in <see cref="Add"/>; the answer is true then. If
    /// another caller removed the row meanwhile, or changed its pool, resource, number or lease, a
    /// <see cref="Errors.StoreConflictException"/> is thrown there.</remarks>
    bool Update(AllocationRecord allocation);

    /// <summary>Removes a row for ever: one that ended long ago. False when there is none.</summary>
    bool Remove(string reservationId);

    /// <summary>
    /// How the number of active rows changed since a time: for each pool and each whole hour, UTC, how many began and how many
    /// ended in it. By pool, then hour; hours without change are left out. A start in the future counts where it is.
    /// </summary>
    IEnumerable<HourlyChange> ChangesSince(DateTimeOffset since);
}
