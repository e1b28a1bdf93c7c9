using System.Runtime.ExceptionServices;
using Allocation.Core.Errors;
using Allocation.Core.Pools.Use;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Tickets;

/// <summary>Opens, finds, waits for and closes tickets.</summary>
internal sealed class TicketService
{
    // A waiter looks this often whether a manager is there; for its ticket it is woken.
    private static readonly TimeSpan s_lookForManager = TimeSpan.FromSeconds(1);

    private readonly QueueTransactions _transactions;
    private readonly ResourceTransitions _transitions;
    private readonly PoolManager _manager;
    private readonly EventActor _actor;
    private readonly UseWarnings _warnings;

    internal TicketService(QueueTransactions transactions, ResourceTransitions transitions, PoolManager manager, EventActor actor,
        UseWarnings warnings)
    {
        _actor = actor;
        _warnings = warnings;
        _transactions = transactions;
        _transitions = transitions;
        _manager = manager;
    }

    /// <summary>Opens a ticket. When a ready resource suits it, it has it at once.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="requestId">The caller's id of this request, or null: the same again returns the same ticket.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="InvalidTicketException">No pool has all the tags, or the request is not acceptable.</exception>
    /// <exception cref="RequestConflictException">The request id was used for something else.</exception>
    public ResourceTicket Open(TicketRequest request, string? requestId = null, CancellationToken cancellation = default)
    {
        var wanted = request.Checked();
        RequestId.Check(requestId, mistake => new InvalidTicketException(requestId, mistake));
        return Given(_transactions.Run(tx => Replay(tx, wanted, requestId) ?? Open(tx, wanted, requestId), cancellation));
    }

    /// <summary>Whether such a ticket could be opened, without opening it; for a preview.</summary>
    /// <exception cref="InvalidTicketException">It could not.</exception>
    public void Check(TicketRequest request, CancellationToken cancellation = default)
    {
        var wanted = request.Checked();
        _transactions.Read(
            session =>
            {
                if (TicketMatching.BestResource(session, wanted.Tag, wanted.Sandbox) is null) RefuseUnsatisfiable(session, wanted);
                return 0;
            },
            cancellation);
    }

    /// <summary>One ticket; while it waits, with its place in the queue and why.</summary>
    /// <exception cref="TicketNotFoundException">There is no such ticket.</exception>
    public ResourceTicket Get(long id, CancellationToken cancellation = default) => _transactions.Read(
        session =>
            new TicketQueue(session, _transactions.Clock.Now()).Describe(session.Tickets.Find(id) ?? throw new TicketNotFoundException(id)),
        cancellation);

    /// <summary>The tickets of a filter by id, read as they are taken.</summary>
    public IEnumerable<ResourceTicket> Query(TicketFilter filter, CancellationToken cancellation = default)
    {
        var (wanted, states) = (filter.Tag, filter.States);
        return Read(
            new TicketQuery { State = states is [var only] ? only : null, Notes = NoteFilter.Of(filter.Owner, null) },
            session =>
            {
                var queue = new TicketQueue(session, _transactions.Clock.Now());
                return ticket =>
                    (states.Count == 0 || states.Contains(ticket.State)) && wanted.All(ticket.Tag.Contains) ? queue.Describe(ticket) : null;
            },
            cancellation);
    }

    /// <summary>The ids of the open tickets, read as they are taken; for completion.</summary>
    public IEnumerable<long> OpenIds(CancellationToken cancellation = default) =>
        Read(new TicketQuery { State = TicketState.Open }, _ => ticket => ticket, cancellation).Select(ticket => ticket.Id);

    /// <summary>
    /// Waits until the ticket has its resource. If no manager runs meanwhile, this one keeps the pools going. A store that goes
    /// away meanwhile is waited for; one that is away at the beginning, or still at the end of the patience, is an error.
    /// </summary>
    /// <param name="id">The ticket.</param>
    /// <param name="patience">For how long; null for ever.</param>
    /// <param name="cancellation">Ends the wait; the ticket stays.</param>
    /// <exception cref="TicketNotFoundException">There is no such ticket.</exception>
    /// <exception cref="TicketClosedException">It was closed.</exception>
    /// <exception cref="TicketFailedException">Its resource failed.</exception>
    /// <exception cref="WaitTimeoutException">It still waits; it stays open.</exception>
    public ResourceTicket Wait(long id, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        if (Ready(id, cancellation) is { } ready) return Given(ready);
        var started = Environment.TickCount64;
        using var listener = _transactions.Notifier.Listen(_transactions.Store, id);
        BackgroundManager? stand = null;
        var wasAway = false;
        try
        {
            while (true)
            {
                var manned = true;
                try
                {
                    if (Ready(id, cancellation, out manned) is not null && Ready(id, cancellation) is { } ticket) return Given(ticket);
                }
                catch (StoreUnavailableException)
                {
                    // It was there at the beginning; its server starts again. At the end of the patience its error is thrown.
                    manned = true;
                    wasAway = true;
                }

                if (stand?.Error is StoreUnavailableException && wasAway)
                {
                    // It began just when the store went away.
                    stand.Dispose();
                    stand = null;
                    wasAway = false;
                }

                if (stand?.Error is { } error) ExceptionDispatchInfo.Throw(error);
                var waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
                if (waited >= patience) throw TimedOut(id, waited, cancellation);
                if (!manned && stand is null) stand = _manager.Begin();
                listener.Wait(patience - waited is { } left && left < s_lookForManager ? left : s_lookForManager, cancellation);
            }
        }
        finally
        {
            stand?.Dispose();
        }
    }

    /// <summary>Closes a ticket; one that waits leaves the queue, and a closed one is left unchanged.</summary>
    /// <exception cref="TicketNotFoundException">There is no such ticket.</exception>
    public ResourceTicket Close(long id, CancellationToken cancellation = default) => _transactions.Run(
        tx => _transitions.Close(tx, tx.Session.Tickets.Find(id) ?? throw new TicketNotFoundException(id), null),
        cancellation);

    /// <summary>
    /// Closes a ticket whose user found the resource bad: the resource is deleted and never given again, also when the ticket was closed
    /// before. A ticket without a resource is closed.
    /// </summary>
    /// <exception cref="TicketNotFoundException">There is no such ticket.</exception>
    /// <exception cref="PoolInUseException">It was closed before, and another ticket holds the resource now.</exception>
    public ResourceTicket Discard(long id, CancellationToken cancellation = default) => _transactions.Run(
        tx => _transitions.Discard(tx, tx.Session.Tickets.Find(id) ?? throw new TicketNotFoundException(id)),
        cancellation);

    /// <summary>The name of the resource that <see cref="Discard"/> would delete, null for none; for a preview.</summary>
    /// <exception cref="TicketNotFoundException">There is no such ticket.</exception>
    /// <exception cref="PoolInUseException">Another ticket holds the resource.</exception>
    public string? WouldDiscard(long id, CancellationToken cancellation = default) => _transactions.Read(
        session => ResourceTransitions.Doomed(session, session.Tickets.Find(id) ?? throw new TicketNotFoundException(id))?.Name,
        cancellation);

    /// <summary>Closes a ticket that is past its end; one that is over already is left unchanged.</summary>
    internal void Expire(Ledger.Lease lease, CancellationToken cancellation) => _transactions.Run(
        tx =>
            tx.Session.Tickets.Find(long.Parse(lease.Id,
            System.Globalization.CultureInfo.InvariantCulture)) is { State: TicketState.Open } ticket && ticket.ExpiresAt <= tx.Now
            ? _transitions.Close(tx, ticket, "it expired")
            : null,
        cancellation);

    private IEnumerable<ResourceTicket> Read(TicketQuery query, Func<IStoreSession, Func<ResourceTicket, ResourceTicket?>> reader,
        CancellationToken cancellation)
    {
        const int Size = PagedReading.PageSizeWithData;
        return PagedReading.Read<(long Id, ResourceTicket? Shown), long?>(
            _transactions.Store,
            (session, after) =>
            {
                var show = reader(session);
                return session.Tickets.Query(query with { After = after, Take = Size })
                    .Select(ticket => (ticket.Id, show(ticket)));
            },
            ticket => ticket.Id,
            Size,
            cancellation)
            .Select(ticket => ticket.Shown)
            .OfType<ResourceTicket>();
    }

    private WaitTimeoutException TimedOut(long id, TimeSpan waited, CancellationToken cancellation)
    {
        var why = Get(id, cancellation).Waiting is { } waiting ? $": {waiting}" : "";
        return new(id, waited, $"Ticket {id} got no resource within {waited.TotalSeconds:0.#} s{why}.");
    }

    private static ResourceTicket? Replay(QueueTransaction tx, TicketRequest request, string? requestId)
    {
        if (requestId is null || tx.Session.Requests.Find(requestId) is not { } known) return null;
        if (known.Fingerprint != request.Fingerprint()) throw new RequestConflictException(requestId);
        if (tx.Session.Tickets.Find(long.Parse(known.LeaseIds, System.Globalization.CultureInfo.InvariantCulture)) is { } ticket)
            return ticket;

        // Its ticket was cleared from the history, so the request is as good as new.
        tx.Session.Requests.Remove(requestId);
        return null;
    }

    private ResourceTicket Open(QueueTransaction tx, TicketRequest request, string? requestId)
    {
        if (request.Term.Mistake(tx.Now) is { } mistake)
            throw new InvalidTicketException(null, $"The ticket cannot be opened for that period: {mistake}.");
        var time = request.Term.GrantedAt(tx.Now);
        var ticket = new ResourceTicket
        {
            Id = tx.NextTicket(),
            Tag = request.Tag,
            Sandbox = request.Sandbox,
            CreatedAt = tx.Now,
            StartsAt = time.Start,
            ExpiresAt = time.End,
            User = _actor.User,
            Host = _actor.Host,
            ProcessId = _actor.ProcessId,
            Reason = request.Reason,
            Owner = request.Owner,
            RequestId = requestId,
        };
        if (TicketMatching.BestResource(tx.Session, ticket.Tag, ticket.Sandbox) is { } resource)
            ticket = _transitions.Assign(tx, ticket, resource).Ticket;
        else if (!request.AllowUnsatisfiable) RefuseUnsatisfiable(tx.Session, request);
        tx.Session.Tickets.Add(ticket);
        if (requestId is not null && !tx.Session.Requests
            .Add(new RequestRecord(requestId, request.Fingerprint(), Ledger.LedgerText.Of(ticket.Id), tx.Now)))
            throw new StoreConflictException(requestId, "another caller used the same request id at the same moment");
        return ticket;
    }

    private static void RefuseUnsatisfiable(IStoreSession session, TicketRequest request)
    {
        if (request.AllowUnsatisfiable || session.ResourcePools.All().Any(p => !p.Empties && p.Settings.Covers(request.Tag))) return;
        var tags = string.Join(", ", request.Tag);
        var sought = request.Tag.Count == 1 ? "the tag" : "all of the tags";
        throw new InvalidTicketException(tags, $"No pool has {sought} {tags}, so the ticket would wait for ever.");
    }

    private ResourceTicket? Ready(long id, CancellationToken cancellation, out bool manned)
    {
        var (ticket, isManned) = _transactions.Read(
            session =>
                (session.Tickets.Find(id) ?? throw new TicketNotFoundException(id),
                ManagerLiveness.IsManned(session, _transactions.Clock.Now())),
            cancellation);
        manned = isManned;
        return Ready(ticket);
    }

    // Whoever waited goes on to use the resource, so it must be the ticket's own for good.
    private ResourceTicket? Ready(long id, CancellationToken cancellation) =>
        Ready(_transactions.ReadLasting(session => session.Tickets.Find(id) ?? throw new TicketNotFoundException(id), cancellation));

    private ResourceTicket Given(ResourceTicket ticket)
    {
        if (ticket is { Ready: true, Pool: { } pool }) _warnings.Took(pool);
        return ticket;
    }

    private static ResourceTicket? Ready(ResourceTicket ticket) => ticket.State switch
    {
        TicketState.Failed => throw new TicketFailedException(ticket.Id, ticket.Failure ?? "its resource is gone"),
        TicketState.Closed => throw new TicketClosedException(ticket.Id),
        TicketState.Open => ticket.Ready ? ticket : null,
    };
}
