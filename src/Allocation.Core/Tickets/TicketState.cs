namespace Allocation.Core.Tickets;

/// <summary>Where a ticket is in its transitions.</summary>
public enum TicketState
{
    /// <summary>It waits for a resource or has one.</summary>
    Open,

    /// <summary>It is over: closed by its holder, or expired.</summary>
    Closed,

    /// <summary>Its resource failed or was taken away.</summary>
    Failed,
}
