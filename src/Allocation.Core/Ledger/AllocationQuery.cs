namespace Allocation.Core.Ledger;

/// <summary>
/// Which lines of the ledger; all conditions hold together. The order is by pool (by code point), then number
/// (resources that are no numbers first), then resource id (by code point), then reservation id.
/// </summary>
public sealed record AllocationQuery
{
    /// <summary>This pool only, with the case it has in the ledger.</summary>
    public string? Pool { get; init; }

    /// <summary>This resource only.</summary>
    public string? ResourceId { get; init; }

    /// <summary>This lease only.</summary>
    public string? LeaseId { get; init; }

    /// <summary>This allocation only.</summary>
    public string? ReservationId { get; init; }

    /// <summary>This state only; null for all.</summary>
    public AllocationState? State { get; init; }

    /// <summary>How many lines to leave out at the start.</summary>
    public long Skip { get; init; }

    /// <summary>How many lines at the most; null for all.</summary>
    public long? Take { get; init; }
}
