using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryAllocationRows(MemorySession session) : IAllocationRows
{
    public AllocationRecord? FindActive(string pool, string resourceId) =>
        session.State.Active.TryFind((pool, resourceId), out var found) ? Noted(found) : null;

    public AllocationRecord? Find(string reservationId) =>
        session.State.Allocations.TryFind(reservationId, out var found) ? Noted(found) : null;

    public IReadOnlyList<AllocationRecord> ActiveOf(string leaseId) => [.. OfLease(leaseId).Where(IsActive).Select(Noted)];

    public bool HasActive(string leaseId) => OfLease(leaseId).Any(IsActive);

    public IEnumerable<AllocationRecord> ActiveIn(string pool, NumberRange range) =>
        session.State.ActiveNumbers.Between((pool, range.From, "", ""), (pool, range.To, "", "")).Select(Noted);

    public IReadOnlySet<string> HeldDirectly(IEnumerable<string> names) =>
        names.Select(NameKey.Of).Where(key => OfDirect(key).Any()).ToHashSet();

    public long CountActive(string pool) => session.State.Active.CountBetween((pool, ""), (KeyOrder.After(pool), ""));

    public IEnumerable<AllocationRecord> Query(AllocationQuery query) => MemoryPage.Of(Matching(query), query.Skip, query.Take);

    public long Count(AllocationQuery query) => Matching(query).LongCount();

    public IEnumerable<AllocationRecord> OfLostServices(string state) =>
        Query(new() { State = AllocationState.Active, LeaseKind = LeaseKind.Service })
            .Where(row => session.Services.Find(row.LeaseId) is not { Living: true } service || service.State == state);

    public void Add(AllocationRecord allocation)
    {
        if (Find(allocation.ReservationId) is not null)
            throw new StoreConflictException("memory", $"the reservation id {allocation.ReservationId} is used");
        Put(allocation);
    }

    public bool Update(AllocationRecord allocation)
    {
        if (Find(allocation.ReservationId) is not { } old || old.Pool != allocation.Pool) return false;
        var before = session.State;
        try
        {
            Remove(old);
            Put(allocation);
        }
        catch (StoreConflictException)
        {
            session.State = before;
            throw;
        }

        return true;
    }

    /// <summary>Moves the rows of a pool to another name.</summary>
    public void Move(string pool, string to)
    {
        var rows = session.State.Ledger.Between((pool, long.MinValue, "", ""), (KeyOrder.After(pool), long.MinValue, "", ""));
        foreach (var row in rows.ToList())
        {
            Remove(row);
            Put(row with { Pool = to });
        }
    }

    public bool Remove(string reservationId)
    {
        if (Find(reservationId) is not { } row) return false;
        Remove(row);
        return true;
    }

    public IEnumerable<HourlyChange> ChangesSince(DateTimeOffset since)
    {
        var began = session.State.Ledger.Rows.Where(r => r.StartDate >= since)
            .Select(r => (r.Pool, Hour: HourOf(r.StartDate), Began: 1, Ended: 0));
        var ended = session.State.Ledger.Rows.Where(r => !IsActive(r) && r.EndDate >= since)
            .Select(r => (r.Pool, Hour: HourOf(r.EndDate!.Value), Began: 0, Ended: 1));
        return began.Concat(ended)
            .GroupBy(c => (c.Pool, c.Hour))
            .Select(g => new HourlyChange(g.Key.Pool, g.Key.Hour, g.Sum(c => c.Began), g.Sum(c => c.Ended)))
            .OrderBy(c => c.Pool, KeyOrder.Text)
            .ThenBy(c => c.Hour);
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private IEnumerable<AllocationRecord> Matching(AllocationQuery query)
    {
        var filter = new MemoryAllocationFilter(query);
        IEnumerable<AllocationRecord> rows = query switch
        {
            { ReservationId: { } id } => Find(id) is { } one ? [one] : [],
            { LeaseId: { } lease } => OfLease(lease).OrderBy(LedgerKey, KeyOrder.Ledger),
            { } when filter.DirectName is { } name => OfDirect(name).OrderBy(LedgerKey, KeyOrder.Ledger),
            { Pool: { } pool, ResourceId: { } resource, ResourceNumbers: { } numbers } => OfResource(pool, numbers[^1], resource),
            { Pool: { } pool, After: null, ResourceId: null, ResourceIds.Count: 0, Spans: [var span] } when span.Pool == pool =>
                session.State.Ledger.Between((pool, span.Range.From, "", ""), (pool, span.Range.To, "", "")),
            { Pool: { } pool } => session.State.Ledger.Between(filter.Start, (KeyOrder.After(pool), long.MinValue, "", "")),
            { After: not null } => session.State.Ledger.From(filter.Start),
            _ => session.State.Ledger.Rows,
        };
        return rows.Select(Noted).Where(filter.Matches);
    }

    // A resource is a number or a thing; nothing forbids a thing whose name is digits.
    private IEnumerable<AllocationRecord> OfResource(string pool, long number, string resource)
    {
        var things = session.State.Ledger.Between((pool, -1, resource, ""), (pool, -1, KeyOrder.After(resource), ""));
        return number < 0
            ? things
            : things.Concat(session.State.Ledger.Between((pool, number, resource, ""), (pool, number, KeyOrder.After(resource), "")));
    }

    private IEnumerable<AllocationRecord> OfLease(string leaseId) =>
        session.State.ByLease.Between((leaseId, ""), (KeyOrder.After(leaseId), ""));

    private IEnumerable<AllocationRecord> OfDirect(string nameKey) =>
        session.State.Direct.Between((nameKey, ""), (KeyOrder.After(nameKey), ""));

    private void Put(AllocationRecord row)
    {
        var state = session.State;
        if (IsActive(row) && state.Active.Contains((row.Pool, row.ResourceId)))
            throw new StoreConflictException("memory", $"{row.ResourceId} of {row.Pool} is held");
        session.State = state with
        {
            Allocations = state.Allocations.With(row.ReservationId, row),
            Ledger = state.Ledger.With(LedgerKey(row), row),
            Active = IsActive(row) ? state.Active.With((row.Pool, row.ResourceId), row) : state.Active,
            ActiveNumbers = IsActive(row) && row.Value is not null ? state.ActiveNumbers.With(LedgerKey(row), row) : state.ActiveNumbers,
            ByLease = state.ByLease.With((row.LeaseId, row.ReservationId), row),
            Direct = IsActive(row) && row.LeaseKind == LeaseKind.Direct
                ? state.Direct.With((NameKey.Of(row.LeaseName), row.ReservationId), row)
                : state.Direct,
        };
    }

    private void Remove(AllocationRecord row)
    {
        var state = session.State;
        session.State = state with
        {
            Allocations = state.Allocations.Without(row.ReservationId),
            Ledger = state.Ledger.Without(LedgerKey(row)),
            Active = IsActive(row) ? state.Active.Without((row.Pool, row.ResourceId)) : state.Active,
            ActiveNumbers = IsActive(row) ? state.ActiveNumbers.Without(LedgerKey(row)) : state.ActiveNumbers,
            ByLease = state.ByLease.Without((row.LeaseId, row.ReservationId)),
            Direct = IsActive(row) && row.LeaseKind == LeaseKind.Direct
                ? state.Direct.Without((NameKey.Of(row.LeaseName), row.ReservationId))
                : state.Direct,
        };
    }

    // The notes are those of the holder, whatever they were when the line was written.
    private AllocationRecord Noted(AllocationRecord row)
    {
        var notes = session.Notes.Find(NoteSubject.Lease(row.LeaseId));
        return ReferenceEquals(notes, row.Notes) ? row : row with { Notes = notes };
    }

    private static bool IsActive(AllocationRecord row) => row.State == AllocationState.Active;

    private static (string, long, string, string) LedgerKey(AllocationRecord row) =>
        (row.Pool, row.Value ?? -1, row.ResourceId, row.ReservationId);
}
