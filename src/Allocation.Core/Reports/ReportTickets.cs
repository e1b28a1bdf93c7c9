using Allocation.Core.Access;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;

namespace Allocation.Core.Reports;

/// <summary>The open tickets: what they hold, or why they wait.</summary>
internal sealed class ReportTickets
{
    private readonly List<TicketLine> _lines = [];
    private readonly Dictionary<(string Key, string Reason), WaitingLine> _waiting = [];

    public ReportTickets(IStoreSession session, DateTimeOffset now, ReportSearch search, PoolScope scope, CancellationToken cancellation)
    {
        var pools = scope.IsLimited ? session.ResourcePools.All() : [];
        var queue = new TicketQueue(session, now);
        foreach (var row in session.Tickets.Query(new TicketQuery { State = TicketState.Open }))
        {
            cancellation.ThrowIfCancellationRequested();
            if (scope.IsLimited && !IsOf(row, pools, scope)) continue;
            var ticket = queue.Describe(row);
            var line = Line(ticket, now);
            if (!search.Fits([LedgerText.Of(line.Id), line.State, line.Holds, ticket.Owner, ticket.Reason, .. line.Tag])) continue;
            Count++;
            if (ticket.Waits) Wait(ticket);
            if (_lines.Count < ReportLimits.Lines) _lines.Add(line);
        }
    }

    /// <summary>Open tickets by id.</summary>
    public IReadOnlyList<TicketLine> Lines => _lines;

    public long Count { get; }

    /// <summary>Those that wait, by tags and reason; those that have waited longest first.</summary>
    public IReadOnlyList<WaitingLine> Waiting => [.. _waiting.Values];

    // A ticket belongs to the pool of its resource; until it has one, to all pools that may serve it.
    private static bool IsOf(ResourceTicket ticket, IReadOnlyList<ResourcePool> pools, PoolScope scope)
    {
        if (ticket.Pool is { } pool) return scope.Includes(pool);
        var serving = pools.Where(one => one.Settings.Covers(ticket.Tag)).ToList();
        return serving.Count > 0 && scope.IncludesAll(serving.Select(one => one.Name));
    }

    private void Wait(ResourceTicket ticket)
    {
        var key = (TagKey.Of(ticket.Tag), ticket.Waiting!);
        _waiting[key] = _waiting.TryGetValue(key, out var line)
            ? line with { Count = line.Count + 1 }
            : new(ticket.Tag, ticket.Waiting!, 1, ticket.CreatedAt);
    }

    private static TicketLine Line(ResourceTicket ticket, DateTimeOffset now) => new(
        ticket.Id,
        ticket.ExpiresAt <= now ? "past its end" : ticket.Waits ? "waiting" : "ready",
        ticket.Tag,
        ticket.Waits ? $"place {ticket.QueuePosition}: {ticket.Waiting}" : $"{ticket.ResourceName} of {ticket.Pool}",
        ticket.CreatedAt,
        ticket.ExpiresAt,
        ticket.Notes);
}
