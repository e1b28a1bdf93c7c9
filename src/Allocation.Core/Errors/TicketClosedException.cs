namespace Allocation.Core.Errors;

/// <summary>The ticket is closed.</summary>
public sealed class TicketClosedException(long ticket)
    : AllocationException(ErrorKind.TicketClosed, ticket, $"Ticket {ticket} is closed.")
{
    /// <summary>The ticket.</summary>
    public long Ticket { get; } = ticket;
}
