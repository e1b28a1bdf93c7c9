using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Direct;

/// <summary>Gives back what was taken directly, and nothing else.</summary>
internal sealed class DirectReleases(IAllocationStore store, NumberAllocator numbers, TimeProvider clock)
{
    /// <summary>Gives one number back.</summary>
    /// <returns>Its line as it ended.</returns>
    /// <exception cref="AllocationNotFoundException">The ledger has no such allocation, or it is over.</exception>
    /// <exception cref="InvalidAllocationException">A service, a ticket or another holder has it.</exception>
    public AllocationRecord GiveBack(string reservationId, CancellationToken cancellation) => store.Run(
        session =>
        {
            // Before the pool is locked, the line may still end in another session.
            session.Pools.Lock(Get(session, reservationId).Pool);
            return End(session, Get(session, reservationId));
        },
        cancellation);

    /// <summary>Gives back all that a lease holds.</summary>
    /// <returns>Its lines as they ended; none when it was over.</returns>
    public IReadOnlyList<AllocationRecord> GiveBackAll(DirectLease lease, CancellationToken cancellation) => store.Run(
        session =>
        {
            session.Pools.Lock(lease.Pool);
            return session.Allocations.ActiveOf(lease.Id).Select(line => End(session, line)).ToList();
        },
        cancellation);

    /// <summary>Gives back what a lease holds that is past its end.</summary>
    public void End(Lease lease, CancellationToken cancellation) => store.Run(
        session =>
        {
            // All of a lease is of one pool; before that is locked, the lease may still end in another session.
            if (session.Allocations.ActiveOf(lease.Id) is not [var first, ..]) return false;
            session.Pools.Lock(first.Pool);
            foreach (var line in session.Allocations.ActiveOf(lease.Id).Where(line => line.EndDate <= clock.Now()))
                numbers.Release(session, line);
            return true;
        },
        cancellation);

    /// <summary>The active line of that id, which was taken directly.</summary>
    /// <exception cref="AllocationNotFoundException">The ledger has no such allocation, or it is over.</exception>
    /// <exception cref="InvalidAllocationException">A service, a ticket or another holder has it.</exception>
    public static AllocationRecord Get(IStoreSession session, string reservationId)
    {
        var line = session.Allocations.Find(reservationId) ?? throw new AllocationNotFoundException(reservationId);
        var what = $"{line.ResourceId} of pool '{line.Pool}', which '{line.LeaseName}' held,";
        if (line.LeaseKind != LeaseKind.Direct) throw new InvalidAllocationException(reservationId, Foreign(line));
        return line.State == AllocationState.Active ? line : throw AllocationNotFoundException.Over(reservationId, what);
    }

    /// <summary>Why nothing that was taken directly has a name: nothing has it, or somebody else has.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name, without a wildcard.</param>
    /// <param name="pool">The pool in which it was looked for; null for all.</param>
    public static AllocationException Missing(IStoreSession session, NamePattern name, string? pool)
    {
        var query = new AllocationQuery { LeaseName = name.Text, Pool = pool, State = AllocationState.Active, Take = 1 };
        return session.Allocations.Query(query).FirstOrDefault() is { } line
            ? new InvalidAllocationException(name.Exact, Foreign(line))
            : AllocationNotFoundException.OfName(name.Exact!, pool);
    }

    private AllocationRecord End(IStoreSession session, AllocationRecord line)
    {
        numbers.Release(session, line);
        return session.Allocations.Find(line.ReservationId)!;
    }

    private static string Foreign(AllocationRecord line)
    {
        var held = line.State == AllocationState.Active ? "is held by" : "was held by";
        var (holder, way) = line.LeaseKind switch
        {
            LeaseKind.Service => ($"the service '{line.LeaseName}'", "removing the service gives it back"),
            LeaseKind.Ticket => ($"the ticket {line.LeaseId}", "closing the ticket gives it back"),
            LeaseKind.Import => ($"the import of '{line.LeaseName}'", "asking for exactly this number takes it over"),
            LeaseKind.Resource => ($"the resource '{line.LeaseName}'", "it goes with the resource"),
            LeaseKind.Direct => ($"'{line.LeaseName}'", "giving it back by its reservation id releases it"),
        };
        return $"{line.ResourceId} of pool '{line.Pool}' {held} {holder} and was not taken directly; {way}.";
    }
}
