using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Tickets;

/// <summary>Which tickets; all conditions hold together. The order is by id.</summary>
public sealed record TicketQuery
{
    /// <summary>In this state only; null for all.</summary>
    public TicketState? State { get; init; }

    /// <summary>Only those with such an owner; null for all.</summary>
    public NoteFilter? Notes { get; init; }

    /// <summary>Only tickets whose id is greater than this.</summary>
    public long? After { get; init; }

    /// <summary>How many to leave out at the start.</summary>
    public long Skip { get; init; }

    /// <summary>How many at most; null for all.</summary>
    public long? Take { get; init; }
}
