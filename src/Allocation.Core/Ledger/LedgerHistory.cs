using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Ledger;

/// <summary>
/// Forgets allocations that ended long ago, tickets and resources that were over before then, and the events of that time. What still
/// holds or exists is never touched, whatever its dates.
/// </summary>
internal sealed class LedgerHistory
{
    // Small enough that others who write wait no longer than for one another.
    private const int BatchSize = 1000;

    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly IRelatedHistory _related;

    internal LedgerHistory(IAllocationStore store, TimeProvider clock, IRelatedHistory related)
    {
        _store = store;
        _clock = clock;
        _related = related;
    }

    /// <summary>What ended before this is older than <paramref name="age"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public DateTimeOffset Before(TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        var now = _clock.Now();
        return age < now - DateTimeOffset.UnixEpoch ? now - age : DateTimeOffset.UnixEpoch;
    }

    /// <summary>How many allocations, tickets and resources were over before a time, and how many events are older.</summary>
    public long Count(DateTimeOffset before, CancellationToken cancellation = default) =>
        _store.Read(session => session.Allocations.Count(new() { EndedBefore = before }) + session.Events.Count(new() { To = before }),
            cancellation) + _related.Count(before, cancellation);

    /// <summary>
    /// Removes the allocations, tickets and resources that were over before a time, and older events, some at a time, each batch in a
    /// transaction of its own. Cancelled in between, what was removed stays removed, and the next call goes on.
    /// </summary>
    /// <param name="before">The time; later ends stay.</param>
    /// <param name="progress">Called after each batch with how many are removed so far; or null.</param>
    /// <param name="cancellation">Ends it after the batch that is under way.</param>
    /// <returns>How many were removed.</returns>
    public long Clear(DateTimeOffset before, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var telling = new ClearingTold(before, progress);
        for (LedgerPosition? after = null; ;)
        {
            var from = after;
            var (count, last) = _store.Run(session => RemoveBatch(session, before, from, telling), cancellation);
            if (count == 0) break;
            after = last;
            telling.Committed();
        }

        _related.Clear(before, telling, cancellation);
        while (_store.Run(session => telling.Within(session, session.Events.RemoveBefore(before, BatchSize)), cancellation) > 0)
            telling.Committed();
        return telling.Removed;
    }

    private static (int Count, LedgerPosition? Last) RemoveBatch(IStoreSession session, DateTimeOffset before, LedgerPosition? after,
        ClearingTold telling)
    {
        var batch = session.Allocations.Query(new() { EndedBefore = before, After = after, Take = BatchSize }).ToList();
        foreach (var line in batch) session.Allocations.Remove(line.ReservationId);
        var noted = batch.Where(line => line is { LeaseKind: LeaseKind.Direct, Notes.IsEmpty: false });
        foreach (var lease in noted.Select(line => line.LeaseId).Distinct())
        {
            if (!session.Allocations.Query(new() { LeaseId = lease, Take = 1 }).Any())
                session.Notes.Set(NoteSubject.Lease(lease), NoteSet.None);
        }

        telling.Within(session, batch.Count);
        return (batch.Count, batch.Count == 0 ? null : LedgerPosition.Of(batch[^1]));
    }
}
