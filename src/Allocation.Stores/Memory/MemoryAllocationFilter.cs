using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Stores.Memory;

/// <summary>The conditions of a query on the rows of the ledger.</summary>
internal sealed class MemoryAllocationFilter(AllocationQuery query)
{
    private readonly NamePattern? _leaseName = query.LeaseName is null ? null : new(query.LeaseName);

    /// <summary>The key of the one name whose direct allocations can fit, as far as they are held; null where others can.</summary>
    public string? DirectName =>
        query is { LeaseKind: LeaseKind.Direct, State: AllocationState.Active } && _leaseName?.Literally is { } name
            ? NameKey.Of(name)
            : null;

    /// <summary>The key from which on rows can fit.</summary>
    public (string Pool, long Number, string Resource, string Reservation) Start => query switch
    {
        { After: { } after } when query.Pool is null || query.Pool == after.Pool =>
            (after.Pool, after.Number, after.ResourceId, after.ReservationId),
        { Pool: { } pool } => (pool, long.MinValue, "", ""),
        _ => ("", long.MinValue, "", ""),
    };

    public bool Matches(AllocationRecord row) =>
        (query.Pool is null || row.Pool == query.Pool)
        && MatchesResource(row)
        && (query.LeaseId is null || row.LeaseId == query.LeaseId)
        && (query.LeaseKind is null || row.LeaseKind == query.LeaseKind)
        && (query.NotLeaseKind is null || row.LeaseKind != query.NotLeaseKind)
        && (query.State is null || row.State == query.State)
        && (query.Notes is null || query.Notes.Matches(row.Notes))
        && (_leaseName is null || _leaseName.Matches(row.LeaseName))
        && MatchesTime(row)
        && IsAfter(row);

    private bool MatchesResource(AllocationRecord row) =>
        query is { ResourceId: null, Spans.Count: 0, ResourceIds.Count: 0 }
        || (query.ResourceId is not null && row.ResourceId == query.ResourceId)
        || query.ResourceIds.Contains(row.ResourceId)
        || query.Spans.Any(span => row.Pool == span.Pool && row.Value is { } number && span.Range.Contains(number));

    private bool MatchesTime(AllocationRecord row)
    {
        var active = row.State == AllocationState.Active;
        var overdue = active && row.EndDate <= query.AsOf;
        return (query.From is null || row.EndDate is null || row.EndDate > query.From || overdue)
            && (query.To is null || row.StartDate < query.To)
            && (!query.Expired || overdue)
            && (query.EndedBefore is null || (!active && row.EndDate < query.EndedBefore));
    }

    private bool IsAfter(AllocationRecord row) =>
        query.After is not { } after
        || KeyOrder.Ledger.Compare((row.Pool, row.Value ?? -1, row.ResourceId, row.ReservationId),
            (after.Pool, after.Number, after.ResourceId, after.ReservationId)) > 0;
}
