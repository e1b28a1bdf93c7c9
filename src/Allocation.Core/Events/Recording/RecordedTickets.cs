using Allocation.Core.Ledger;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Core.Events.Recording;

/// <summary>Tickets.</summary>
internal sealed class RecordedTickets(ITicketRows inner, Recorder recorder) : ITicketRows
{
    private readonly SeenRows<long, ResourceTicket> _seen = new(row => row.Id, inner.Find);

    public ResourceTicket? Find(long id) => _seen.See(inner.Find(id));

    public IEnumerable<ResourceTicket> Query(TicketQuery query) => _seen.See(inner.Query(query));

    public IReadOnlyList<string> WaitingTagKeys() => inner.WaitingTagKeys();

    public IReadOnlyList<ResourceTicket> Waiting(string tagKey, string? sandbox, int take) =>
        [.. _seen.See(inner.Waiting(tagKey, sandbox, take))];

    public long CountWaiting(string tagKey, long before) => inner.CountWaiting(tagKey, before);

    public IReadOnlyList<ResourceTicket> Expired(DateTimeOffset now) => [.. _seen.See(inner.Expired(now))];

    public DateTimeOffset? NextExpiry() => inner.NextExpiry();

    public void Add(ResourceTicket ticket)
    {
        inner.Add(ticket);
        Tell(null, ticket);
    }

    public bool Update(ResourceTicket ticket)
    {
        var before = _seen.Get(ticket.Id);
        if (!inner.Update(ticket)) return false;
        Tell(before, ticket);
        return true;
    }

    // What is removed was over long ago; that it is forgotten is told once for all.
    public bool Remove(long id) => inner.Remove(id);

    private void Tell(ResourceTicket? before, ResourceTicket after)
    {
        _seen.Set(after);
        recorder.Row(EventSubject.Ticket, LedgerText.Of(after.Id), before, after);
    }
}
