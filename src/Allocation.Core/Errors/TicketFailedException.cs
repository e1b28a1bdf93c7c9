namespace Allocation.Core.Errors;

/// <summary>The ticket's resource failed.</summary>
public sealed class TicketFailedException(long ticket, string reason)
    : AllocationException(ErrorKind.TicketFailed, ticket, $"Ticket {ticket} failed: {reason}.")
{
    /// <summary>The ticket.</summary>
    public long Ticket { get; } = ticket;
}
