using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;

namespace Allocation.Stores.Memory;

internal sealed class MemoryTicketRows(MemorySession session) : ITicketRows
{
    public ResourceTicket? Find(long id) => session.State.Tickets.TryFind(id, out var found) ? found : null;

    public IEnumerable<ResourceTicket> Query(TicketQuery query)
    {
        var all = query.State == TicketState.Open ? session.State.OpenTickets : session.State.Tickets;
        var rows = query.After is not { } after ? all.Rows : after == long.MaxValue ? [] : all.From(after + 1);
        if (query.State is { } state) rows = rows.Where(t => t.State == state);
        if (query.Notes is { } notes) rows = rows.Where(t => notes.Matches(t.Notes));
        return MemoryPage.Of(rows, query.Skip, query.Take);
    }

    public IReadOnlyList<string> WaitingTagKeys()
    {
        var keys = new List<string>();
        var from = "";
        while (session.State.WaitingTickets.TryFrom((from, long.MinValue), out var key, out _))
        {
            keys.Add(key.TagKey);
            from = KeyOrder.After(key.TagKey);
        }

        return keys;
    }

    public IReadOnlyList<ResourceTicket> Waiting(string tagKey, string? sandbox, int take) => sandbox is null
        ? [.. session.State.WaitingTickets.Between((tagKey, long.MinValue), (KeyOrder.After(tagKey), long.MinValue)).Take(take)]
        : [.. session.State.WaitingBySandbox.Between((tagKey, sandbox, long.MinValue),
            (tagKey, KeyOrder.After(sandbox), long.MinValue)).Take(take)];

    public long CountWaiting(string tagKey, long before) =>
        session.State.WaitingTickets.CountBetween((tagKey, long.MinValue), (tagKey, before));

    public IReadOnlyList<ResourceTicket> Expired(DateTimeOffset now) =>
        [.. session.State.TicketExpiries.Between((long.MinValue, long.MinValue), (now.UtcTicks + 1, long.MinValue))];

    public DateTimeOffset? NextExpiry() =>
        session.State.TicketExpiries.TryFrom((long.MinValue, long.MinValue), out _, out var first) ? first.ExpiresAt : null;

    public void Add(ResourceTicket ticket)
    {
        if (Find(ticket.Id) is not null) throw new StoreConflictException("memory", $"the ticket {ticket.Id} already exists");
        Put(ticket);
    }

    public bool Update(ResourceTicket ticket)
    {
        if (Find(ticket.Id) is not { } old) return false;
        Remove(old);
        Put(ticket);
        return true;
    }

    public bool Remove(long id)
    {
        if (Find(id) is not { } row) return false;
        Remove(row);
        session.Notes.Set(NoteSubject.Lease(LedgerText.Of(id)), NoteSet.None);
        return true;
    }

    private void Put(ResourceTicket row)
    {
        session.Notes.Set(NoteSubject.Lease(LedgerText.Of(row.Id)), row.Notes);
        var state = session.State;
        var open = row.State == TicketState.Open;
        session.State = state with
        {
            Tickets = state.Tickets.With(row.Id, row),
            OpenTickets = open ? state.OpenTickets.With(row.Id, row) : state.OpenTickets,
            WaitingTickets = row.Waits ? state.WaitingTickets.With((TagKey.Of(row.Tag), row.Id), row) : state.WaitingTickets,
            WaitingBySandbox = row.Waits
                ? state.WaitingBySandbox.With((TagKey.Of(row.Tag), row.Sandbox ?? "", row.Id), row)
                : state.WaitingBySandbox,
            TicketExpiries = open && row.ExpiresAt is { } end
                ? state.TicketExpiries.With((end.UtcTicks, row.Id), row)
                : state.TicketExpiries,
        };
    }

    private void Remove(ResourceTicket row)
    {
        var state = session.State;
        session.State = state with
        {
            Tickets = state.Tickets.Without(row.Id),
            OpenTickets = state.OpenTickets.Without(row.Id),
            WaitingTickets = row.Waits ? state.WaitingTickets.Without((TagKey.Of(row.Tag), row.Id)) : state.WaitingTickets,
            WaitingBySandbox = row.Waits
                ? state.WaitingBySandbox.Without((TagKey.Of(row.Tag), row.Sandbox ?? "", row.Id))
                : state.WaitingBySandbox,
            TicketExpiries = row.ExpiresAt is { } end ? state.TicketExpiries.Without((end.UtcTicks, row.Id)) : state.TicketExpiries,
        };
    }
}
