namespace Allocation.Core.Tickets;

/// <summary>Which tickets a caller wants to see; all conditions hold together.</summary>
internal sealed record TicketFilter
{
    /// <summary>In one of these states only; none for all.</summary>
    public IReadOnlyList<TicketState> States { get; init; } = [];

    /// <summary>Only those of this owner, with wildcards; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>Only those that ask for all of these tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];
}
