using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage;

namespace Allocation.Core.Direct;

/// <summary>What a name holds directly in one pool.</summary>
/// <param name="Id">The id of the lease.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Lines">What it holds there, in the order in which it was taken; never empty.</param>
/// <param name="Notation">How the pool writes its numbers.</param>
internal sealed record DirectLease(string Id, string Name, string Pool, IReadOnlyList<AllocationRecord> Lines, PoolNotation Notation)
{
    /// <summary>The numbers that it holds.</summary>
    public NumberRangeList Numbers => new(Lines.Select(line => NumberRange.Of(line.Value!.Value)), Notation);

    /// <summary>The leases whose names fit a pattern, by name, then pool.</summary>
    /// <param name="session">The session.</param>
    /// <param name="names">The pattern, as of <see cref="NamePattern"/>.</param>
    /// <param name="pool">Only of this pool, with its stored case; null for all.</param>
    public static IReadOnlyList<DirectLease> Find(IStoreSession session, string names, string? pool) =>
        [.. session.Allocations
            .Query(new AllocationQuery { LeaseName = names, LeaseKind = LeaseKind.Direct, State = AllocationState.Active })
            .Where(line => pool is null || line.Pool == pool)
            .GroupBy(line => line.LeaseId)
            .Select(lines => Of(session, [.. lines]))
            .OrderBy(lease => NameKey.Of(lease.Name), CodePointOrder.Instance)
            .ThenBy(lease => lease.Pool, CodePointOrder.Instance)];

    /// <summary>As people are told of it: <c>legacy (150-152 of pool 'vlan')</c>.</summary>
    public override string ToString() => $"{Name} ({Numbers} of pool '{Pool}')";

    /// <summary>The lease of these lines.</summary>
    public static DirectLease Of(IStoreSession session, IReadOnlyList<AllocationRecord> lines) =>
        new(lines[0].LeaseId, lines[0].LeaseName, lines[0].Pool, [.. lines.OrderBy(line => line.ReservationId, StringComparer.Ordinal)],
            session.Pools.Find(lines[0].Pool)?.Notation ?? PoolNotation.Numbers);
}
