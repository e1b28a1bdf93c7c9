using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Ledger;

/// <summary>
/// Which lines of the ledger; all conditions hold together. The order is by pool (by code point), then number
/// (resources that are not numbers first), then resource id (by code point), then reservation id.
/// </summary>
public sealed record AllocationQuery
{
    /// <summary>This pool only, with the case it has in the ledger.</summary>
    public string? Pool { get; init; }

    /// <summary>This resource only.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The number that <see cref="ResourceId"/> stands for in its pool, or -1 for none; null where that is not known.
    /// <see cref="LedgerReader"/> fills it in. It leads to the lines, and does not choose them.</summary>
    internal long? ResourceNumber { get; init; }

    /// <summary>Resources with one of these ids, besides those of <see cref="Spans"/>; none where one or no resource was asked for.
    /// <see cref="LedgerReader"/> fills it in.</summary>
    internal IReadOnlyList<string> ResourceIds { get; init; } = [];

    /// <summary>Resources in these ranges, besides <see cref="ResourceId"/> and <see cref="ResourceIds"/>; none where no range was asked
    /// for. <see cref="LedgerReader"/> fills it in.</summary>
    internal IReadOnlyList<PoolPart> Spans { get; init; } = [];

    /// <summary>The numbers that lines of <see cref="ResourceId"/> can have; null for any.</summary>
    internal IReadOnlyList<long>? ResourceNumbers => ResourceId is null || Spans.Count > 0 || ResourceIds.Count > 0 ? null
        : LedgerText.Number(ResourceId) is { } digits ? [-1, digits]
        : ResourceNumber is { } number ? [-1, number] : null;

    /// <summary>This lease only.</summary>
    public string? LeaseId { get; init; }

    /// <summary>Leases whose name fits only; wildcards as in <see cref="Pools.NamePattern"/>.</summary>
    public string? LeaseName { get; init; }

    /// <summary>Leases of this kind only.</summary>
    public LeaseKind? LeaseKind { get; init; }

    /// <summary>Leases of every kind but this one.</summary>
    public LeaseKind? NotLeaseKind { get; init; }

    /// <summary>Only what a holder with such notes has; null for all.</summary>
    public NoteFilter? Notes { get; init; }

    /// <summary>This allocation only.</summary>
    public string? ReservationId { get; init; }

    /// <summary>This state only; null for all.</summary>
    public AllocationState? State { get; init; }

    /// <summary>
    /// Only lines whose time overlaps what begins here, inclusive. A line lasts from its start to its end; an active one
    /// without an end, or past it (<see cref="AsOf"/>), lasts until it is ended.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only lines that begin before this.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only lines that are past their end at <see cref="AsOf"/> and still hold their resource.</summary>
    public bool Expired { get; init; }

    /// <summary>Only ended lines whose end is before this.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>The time by which <see cref="Expired"/> and <see cref="From"/> judge planned ends; <see cref="LedgerReader"/> fills it
    /// in.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>Only lines after this place.</summary>
    public LedgerPosition? After { get; init; }

    /// <summary>How many lines to leave out at the start.</summary>
    public long Skip { get; init; }

    /// <summary>How many lines at most; null for all.</summary>
    public long? Take { get; init; }

    /// <summary>
    /// The same with the state that was asked for. Nothing said means what holds now; but one allocation, or what overlaps a time, is
    /// asked for whatever became of it.
    /// </summary>
    public AllocationQuery InState(StateFilter? said) => this with
    {
        State = (said ?? (ReservationId is null && From is null && To is null ? StateFilter.Active : StateFilter.All)) switch
        {
            StateFilter.Active => AllocationState.Active,
            StateFilter.Released => AllocationState.Released,
            StateFilter.All => null,
        },
    };
}
