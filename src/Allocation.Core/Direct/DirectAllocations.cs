using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Direct;

/// <summary>
/// Numbers that are taken without a service or a ticket, and held under a name: takes them, finds them, changes until when they are held,
/// and gives them back. The numbers come from where all numbers come from; only the holder is of a kind of its own.
/// </summary>
internal sealed class DirectAllocations(IAllocationStore store, TimeProvider clock, IIdSource ids, NumberAllocator numbers,
    DirectReleases releases, LeaseExpiry expiry)
{
    /// <summary>Takes what is asked for, all of it or nothing, in one transaction; once more when expired leases hold what it
    /// lacks.</summary>
    /// <param name="requests">What is asked for.</param>
    /// <param name="requestId">The caller's id of this request, or null: the same again gives the same allocations.</param>
    /// <param name="cancellation">Ends it; nothing is taken then.</param>
    /// <exception cref="RequestConflictException">The request id was used for something else, or what it took is not all held any
    /// more.</exception>
    /// <exception cref="InvalidAllocationException">The request id is not acceptable.</exception>
    public DirectOutcome TakeAll(IReadOnlyList<DirectRequest> requests, string? requestId = null, CancellationToken cancellation = default)
    {
        var batch = Batch(requests, requestId);
        var outcome = Take(batch, keep: true, cancellation);
        var freed = outcome.Refusals.Count(refusal => expiry.Frees(refusal.Error, cancellation));
        return freed == 0 ? outcome : Take(batch, keep: true, cancellation);
    }

    /// <summary>What <see cref="TakeAll"/> would say, without taking anything. What only an expired lease keeps from being met counts as
    /// met.</summary>
    /// <inheritdoc cref="TakeAll"/>
    public DirectOutcome Rehearse(IReadOnlyList<DirectRequest> requests, string? requestId = null, CancellationToken cancellation = default)
    {
        var outcome = Take(Batch(requests, requestId), keep: false, cancellation);
        return outcome with
        {
            Refusals = [.. outcome.Refusals.Where(r =>
                r.Error is not (PoolExhaustedException { ExpiredLeaseHolds: true } or ValueTakenException { ExpiredLeaseHolds: true }))],
        };
    }

    /// <summary>The leases whose names fit, by name, then pool.</summary>
    /// <param name="names">The name, or a pattern.</param>
    /// <param name="pool">Only of this pool; null for all.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="AllocationNotFoundException">The name has no wildcard, and nothing that was taken directly has it.</exception>
    /// <exception cref="InvalidAllocationException">The name has no wildcard, and is that of a service or of another holder, or holds
    /// numbers of several pools.</exception>
    /// <exception cref="PoolNotFoundException">There is no such pool.</exception>
    public IReadOnlyList<DirectLease> Find(NamePattern names, string? pool = null, CancellationToken cancellation = default) => store.Read(
        session =>
        {
            var known = pool is null ? null : session.Pools.Find(pool)?.Name ?? throw MissingPool.OfNumbers(session, pool);
            var found = DirectLease.Find(session, names.Text, known);
            if (names.Exact is not { } exact) return found;
            if (found.Count == 0) throw DirectReleases.Missing(session, names, known);
            if (found.Count == 1) return found;
            throw new InvalidAllocationException(exact,
                $"'{exact}' holds numbers of {found.Count} pools ({string.Join(", ", found.Select(lease => lease.Pool))}), and one must " +
                "be named.")
            {
                WayOut = WayOut.Pool,
            };
        },
        cancellation);

    /// <summary>An allocation that was taken directly and is still held.</summary>
    /// <exception cref="AllocationNotFoundException">The ledger has no such allocation, or it is over.</exception>
    /// <exception cref="InvalidAllocationException">A service, a ticket or another holder has it.</exception>
    public AllocationRecord Get(string reservationId, CancellationToken cancellation = default) =>
        store.Read(session => DirectReleases.Get(session, reservationId), cancellation);

    /// <summary>The lease of an allocation that was taken directly.</summary>
    /// <exception cref="AllocationNotFoundException">The ledger has no such allocation, or it is over.</exception>
    /// <exception cref="InvalidAllocationException">A service, a ticket or another holder has it.</exception>
    public DirectLease LeaseOf(string reservationId, CancellationToken cancellation = default) => store.Read(
        session => DirectLease.Of(session, session.Allocations.ActiveOf(DirectReleases.Get(session, reservationId).LeaseId)),
        cancellation);

    /// <summary>The names that begin so, without regard to case, each once; for completion.</summary>
    public IReadOnlyList<string> Names(string start, int most, CancellationToken cancellation = default) => store.Read(
        session =>
            session.Allocations.Query(new AllocationQuery
            {
                LeaseName = NamePattern.Literal(start) + "*",
                LeaseKind = LeaseKind.Direct,
                State = AllocationState.Active
            })
            .Select(line => line.LeaseName).Distinct().Take(most).ToList(),
        cancellation);

    /// <inheritdoc cref="DirectReleases.GiveBack"/>
    public AllocationRecord GiveBack(string reservationId, CancellationToken cancellation = default) =>
        releases.GiveBack(reservationId, cancellation);

    /// <inheritdoc cref="DirectReleases.GiveBackAll"/>
    public IReadOnlyList<AllocationRecord> GiveBackAll(DirectLease lease, CancellationToken cancellation = default) =>
        releases.GiveBackAll(lease, cancellation);

    /// <summary>Changes until when all numbers of a lease are held, and what is noted of them.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="term">When it ends, or how long from now; open for without an end; null to leave that.</param>
    /// <param name="notes">What to change of its notes; null for nothing.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>Its lines as they are now.</returns>
    /// <exception cref="InvalidAllocationException">It would end before it begins, or in the past.</exception>
    /// <exception cref="AllocationNotFoundException">It is over.</exception>
    public IReadOnlyList<AllocationRecord> Change(DirectLease lease, LeaseTerm? term, NoteChange? notes = null,
        CancellationToken cancellation = default) => store.Run(
        session =>
        {
            var now = clock.Now();
            session.Pools.Lock(lease.Pool);
            var lines = session.Allocations.ActiveOf(lease.Id);
            if (lines.Count == 0) throw AllocationNotFoundException.OfName(lease.Name, lease.Pool);
            if (term is not null) lines = WithEnd(session, lease, lines, term, now);
            if (notes is null || (notes.ApplyTo(lines[0].Notes) is var noted && noted == lines[0].Notes)) return lines;
            session.Notes.Set(NoteSubject.Lease(lease.Id), noted);
            return [.. lines.Select(line => line with { Notes = noted })];
        },
        cancellation);

    private static List<AllocationRecord> WithEnd(IStoreSession session, DirectLease lease, IReadOnlyList<AllocationRecord> lines,
        LeaseTerm term, DateTimeOffset now)
    {
        var end = term.Mistake(now) is { } mistake ? throw Refused(lease, mistake) : term.GrantedAt(now).End;
        if (lines.FirstOrDefault(line => end <= line.StartDate) is { } later)
            throw Refused(lease, $"it begins at {later.StartDate:u} and would end at {end:u}");
        var changed = lines.Select(line => line with { EndDate = end }).ToList();
        foreach (var line in changed) LedgerChange.Write(session, line);
        return changed;
    }

    private DirectOutcome Take(DirectBatch batch, bool keep, CancellationToken cancellation)
    {
        try
        {
            return store.Run(
                session =>
                {
                    if (batch.Replay(session) is { } known) return new DirectOutcome(known, []);
                    var now = clock.Now();
                    var taking = new DirectTaking(session, numbers, ids, batch.Requests, now, cancellation);
                    var outcome = taking.Run();
                    if (!keep || outcome.Refusals.Count > 0) throw new UndoneTaking(outcome);
                    batch.Register(session, taking.Leases, now);
                    return outcome;
                },
                cancellation);
        }
        catch (UndoneTaking undone)
        {
            return undone.Outcome;
        }
    }

    private static DirectBatch Batch(IReadOnlyList<DirectRequest> requests, string? requestId)
    {
        RequestId.Check(requestId, mistake => new InvalidAllocationException(requestId, mistake));
        return new DirectBatch(requests, requestId);
    }

    private static InvalidAllocationException Refused(DirectLease lease, string mistake) =>
        new(lease.Name, $"'{lease.Name}' cannot be held until then: {mistake}.");
}
