using Allocation.Core.Hooks;
using Allocation.Core.Ledger;
using Allocation.Core.Tickets;

namespace Allocation.Core.ResourcePools;

/// <summary>Forgets tickets and resources that were over long ago, and the logs that hooks of such resources left on this
/// machine.</summary>
internal sealed class PoolHistory(QueueTransactions transactions, HookFolder folder) : IRelatedHistory
{
    // Small enough that others who write wait no longer than for one another.
    private const int BatchSize = 500;

    /// <inheritdoc/>
    public long Count(DateTimeOffset before, CancellationToken cancellation)
    {
        var tickets =
            transactions.Read(session => session.Tickets.Query(new TicketQuery()).LongCount(t => IsOver(t, before)), cancellation);
        return tickets + transactions.Read(session => session.Resources.Query(Ended).LongCount(r => IsOver(r, before)), cancellation);
    }

    /// <inheritdoc/>
    public void Clear(DateTimeOffset before, ClearingTold telling, CancellationToken cancellation)
    {
        while (ClearTickets(before, telling, cancellation)) telling.Committed();
        while (ClearResources(before, telling, cancellation)) telling.Committed();
    }

    private static ResourceQuery Ended => new() { State = ResourceState.Ended };

    // A failed ticket holds nothing any more; what is left to do is to tell its holder, who had all that time to ask.
    private static bool IsOver(ResourceTicket ticket, DateTimeOffset before) =>
        ticket.State != TicketState.Open && ticket.ClosedAt < before;

    private static bool IsOver(PoolResource resource, DateTimeOffset before) =>
        resource.State == ResourceState.Ended && resource.EndedAt < before;

    // Found outside the transaction, which holds up everything else that is done on tickets.
    private bool ClearTickets(DateTimeOffset before, ClearingTold telling, CancellationToken cancellation)
    {
        var batch = transactions.Read(session => session.Tickets.Query(new TicketQuery()).Where(t => IsOver(t, before)).Take(BatchSize)
            .ToList(), cancellation);
        if (batch.Count == 0) return false;
        transactions.Run(
            tx =>
            {
                foreach (var ticket in batch)
                {
                    tx.Session.Tickets.Remove(ticket.Id);
                    if (ticket.RequestId is { } request) tx.Session.Requests.Remove(request);
                }

                return telling.Within(tx.Session, batch.Count);
            },
            cancellation);
        return true;
    }

    private bool ClearResources(DateTimeOffset before, ClearingTold telling, CancellationToken cancellation)
    {
        var batch = transactions.Read(session => session.Resources.Query(Ended).Where(r => IsOver(r, before)).Take(BatchSize)
            .Select(r => r.Id).ToList(), cancellation);
        if (batch.Count == 0) return false;
        foreach (var id in batch) folder.ForgetLogs(id);
        transactions.Run(
            tx =>
            {
                foreach (var id in batch) tx.Session.Resources.Remove(id);
                return telling.Within(tx.Session, batch.Count);
            },
            cancellation);
        return true;
    }
}
