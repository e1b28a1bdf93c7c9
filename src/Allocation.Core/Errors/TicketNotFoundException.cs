namespace Allocation.Core.Errors;

/// <summary>No ticket has that id.</summary>
public sealed class TicketNotFoundException(long ticket)
    : AllocationException(ErrorKind.TicketNotFound, ticket, $"There is no ticket {ticket}.")
{
    /// <summary>The id that was looked for.</summary>
    public long Ticket { get; } = ticket;
}
