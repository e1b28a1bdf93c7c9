using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;

namespace Allocation.Core.ResourcePools;

/// <summary>
/// Every change of a resource and of the ticket that holds it, each with its line in the ledger, in the caller's
/// transaction. Failure bias: a resource that may still exist stays on record until its <c>cmd_delete</c> succeeded.
/// </summary>
internal sealed class ResourceTransitions(NumberAllocator numbers, IIdSource ids, TimeProvider clock)
{
    // Far more than any pool has resources; free numbers are ranges, so the size costs nothing.
    private const long CounterSize = 1L << 40;

    /// <summary>A new resource whose <c>cmd_new</c> is about to run.</summary>
    public PoolResource Start(QueueTransaction tx, ResourcePool pool, string owner)
    {
        var id = tx.NextResource();
        var name = ResourceName.Of(pool.Settings.NamePattern, pool.Name, id, TimeZoneInfo.ConvertTime(tx.Now, clock.LocalTimeZone));
        if (tx.Session.Resources.FindByName(name) is { Living: true }) name += "_" + LedgerText.Of(id);
        var lease = new Lease(LeaseOf(id), name, LeaseKind.Resource);
        var resource = new PoolResource
        {
            Id = id,
            Name = name,
            Pool = pool.Name,
            State = ResourceState.Starting,
            Tags = pool.Settings.AllTags.ToArray(),
            IdInPool = TakeNumber(tx.Session, InternalPools.OfIds(pool.Name), lease, "id_in_pool", tx.Now),
            Counters = pool.Settings.NamedCounters.ToDictionary(name => name,
                name => TakeNumber(tx.Session, InternalPools.OfCounter(name), lease, name, tx.Now)),
            CreatedAt = tx.Now,
            Work = NewWork(pool.Settings, HookKind.New, owner, tx.Now),
        };
        tx.Session.Resources.Add(resource);
        tx.Touch();
        return resource;
    }

    /// <summary>An unknown resource, to be deleted.</summary>
    public PoolResource AddStray(QueueTransaction tx, ResourcePool pool, string name)
    {
        var stray = new PoolResource
        {
            Id = tx.NextResource(),
            Name = name,
            Pool = pool.Name,
            State = ResourceState.DeleteRequest,
            Problem = "cmd_list listed it twice, and it is not a known resource",
            CreatedAt = tx.Now,
        };
        tx.Session.Resources.Add(stray);
        return stray;
    }

    /// <summary>A hook that is taken on now.</summary>
    public HookWork NewWork(ResourcePoolSettings settings, HookKind kind, string owner, DateTimeOffset now) =>
        new(kind, ids.Next(), owner, now, PoolHook.Of(kind).TimeLimit(settings), Processes.ProcessMark.Host);

    /// <summary>The resource is ready: it goes to the first ticket that waits for such a one, if any does.</summary>
    public PoolResource Offer(QueueTransaction tx, PoolResource resource)
    {
        Save(tx, resource);
        return resource.Ready && TicketMatching.FirstTicket(tx.Session, resource) is { } ticket
            ? Bind(tx, ticket, resource).Resource
            : resource;
    }

    /// <summary>Gives a ready resource to a waiting ticket that is stored already.</summary>
    public (ResourceTicket Ticket, PoolResource Resource) Bind(QueueTransaction tx, ResourceTicket ticket, PoolResource resource)
    {
        var bound = Assign(tx, ticket, resource);
        tx.Session.Tickets.Update(bound.Ticket);
        return bound;
    }

    /// <summary>As <see cref="Bind"/>, for a ticket whose row the caller writes.</summary>
    public (ResourceTicket Ticket, PoolResource Resource) Assign(QueueTransaction tx, ResourceTicket ticket, PoolResource resource)
    {
        var fresh = resource.Sandbox is null;
        var sandbox = resource.Sandbox ?? ticket.Sandbox ?? ids.Next();
        var held = resource with
        {
            TicketId = ticket.Id,
            Sandbox = sandbox,
            SandboxedAt = fresh ? tx.Now : resource.SandboxedAt,
            SandboxOfOne = fresh ? ticket.Sandbox is null : resource.SandboxOfOne,
        };
        var given = ticket with
        {
            ResourceId = resource.Id,
            ResourceName = resource.Name,
            Pool = resource.Pool,
            Data = resource.Data,
            Sandbox = sandbox,
            AssignedAt = tx.Now,
        };
        tx.Session.Allocations.Add(new AllocationRecord
        {
            ReservationId = ids.Next(),
            Pool = resource.Pool,
            ResourceId = resource.Name,
            LeaseId = LedgerText.Of(ticket.Id),
            LeaseName = $"ticket {LedgerText.Of(ticket.Id)}",
            LeaseKind = LeaseKind.Ticket,
            StartDate = ticket.StartsAt > tx.Now ? ticket.StartsAt.Value : tx.Now,
            EndDate = ticket.ExpiresAt,
        });
        Save(tx, held);
        StoreTrace.Current?.Decision?.Invoke($"Ticket {LedgerText.Of(ticket.Id)} takes {resource.Name} of {resource.Pool}.");
        tx.Decided.Add(ticket.Id);
        return (given, held);
    }

    /// <summary>Ends an open or failed ticket; its resource is cleaned, given again or deleted. A closed one is left unchanged.</summary>
    public ResourceTicket Close(QueueTransaction tx, ResourceTicket ticket, string? why)
    {
        if (ticket.State == TicketState.Closed) return ticket;
        var closed = ticket with { State = TicketState.Closed, ClosedAt = tx.Now, Failure = why ?? ticket.Failure };
        tx.Session.Tickets.Update(closed);
        EndAllocation(tx, ticket);
        tx.Decided.Add(ticket.Id);
        tx.Touch();
        if (ticket.ResourceId is { } id && tx.Session.Resources.Find(id) is { } resource && resource.TicketId == ticket.Id)
            Released(tx, resource);
        return closed;
    }

    /// <summary>
    /// Closes a ticket whose user found the resource bad: it is deleted and never given again. A ticket that is closed already may have
    /// given it back: then it goes all the same, unless another ticket holds it.
    /// </summary>
    /// <exception cref="PoolInUseException">Another ticket holds the resource by now.</exception>
    public ResourceTicket Discard(QueueTransaction tx, ResourceTicket ticket)
    {
        var doomed = Doomed(tx.Session, ticket);

        // First without the ticket, so that closing it does not offer the resource to others.
        if (doomed?.TicketId is not null) Save(tx, doomed with { TicketId = null, Releases = doomed.Releases + 1, ReleasedAt = tx.Now });
        var closed = Close(tx, ticket, null);
        if (doomed is not null) RequestDelete(tx, tx.Session.Resources.Find(doomed.Id)!, $"ticket {LedgerText.Of(ticket.Id)} found it bad");
        return closed;
    }

    /// <summary>The resource that <see cref="Discard"/> would delete; null when there is none, or it goes already.</summary>
    /// <exception cref="PoolInUseException">Another ticket holds it by now.</exception>
    public static PoolResource? Doomed(IStoreSession session, ResourceTicket ticket)
    {
        if (ticket.ResourceId is not { } id || session.Resources
            .Find(id) is not { State: ResourceState.Up or ResourceState.Releasing } resource)
        {
            return null;
        }
        if (resource.TicketId is { } holder && holder != ticket.Id)
            throw new PoolInUseException(resource.Pool, resource.Name,
                $"Ticket {ticket.Id} gave resource '{resource.Name}' back, and ticket {holder} holds it now.");
        return resource;
    }

    /// <summary>The resource has to go, whatever it does; an open ticket that holds it fails.</summary>
    public PoolResource RequestDelete(QueueTransaction tx, PoolResource resource, string? problem)
    {
        if (resource.TicketId is { } holder && tx.Session.Tickets.Find(holder) is { State: TicketState.Open } ticket)
        {
            tx.Session.Tickets.Update(ticket with { State = TicketState.Failed, ClosedAt = tx.Now, Failure = problem });
            EndAllocation(tx, ticket);
            tx.Decided.Add(ticket.Id);
        }

        return Save(tx, resource with
        {
            State = ResourceState.DeleteRequest,
            TicketId = null,
            RetryAt = null,
            Problem = problem ?? resource.Problem,
        });
    }

    /// <summary>The resource is up and free: it goes if its pool says so, else to whoever waits.</summary>
    public PoolResource Freed(QueueTransaction tx, PoolResource resource)
    {
        var pool = tx.Session.ResourcePools.Find(resource.Pool);
        if (pool is null || pool.Empties) return RequestDelete(tx, resource, null);
        return ReuseRules.WhyEnd(pool.Settings, resource, tx.Now) is null ? Offer(tx, resource) : RequestDelete(tx, resource, null);
    }

    /// <summary>The resource is gone: its numbers are free again.</summary>
    public PoolResource End(QueueTransaction tx, PoolResource resource)
    {
        foreach (var number in tx.Session.Allocations.ActiveOf(LeaseOf(resource.Id))) numbers.Release(tx.Session, number);
        return Save(tx, resource with { State = ResourceState.Ended, Work = null, TicketId = null, EndedAt = tx.Now });
    }

    /// <summary>Writes the row.</summary>
    public PoolResource Save(QueueTransaction tx, PoolResource resource)
    {
        if (!tx.Session.Resources.Update(resource)) throw new ResourceNotFoundException(resource.Name);
        tx.Touch();
        return resource;
    }

    private void Released(QueueTransaction tx, PoolResource resource)
    {
        var free = resource with { TicketId = null, Releases = resource.Releases + 1, ReleasedAt = tx.Now };
        if (resource.State != ResourceState.Up) Save(tx, free);
        else if (tx.Session.ResourcePools.Find(resource.Pool) is { Empties: false, Settings.Release: not null })
            Save(tx, free with { State = ResourceState.Releasing });
        else Freed(tx, free);
    }

    private static void EndAllocation(QueueTransaction tx, ResourceTicket ticket)
    {
        foreach (var held in tx.Session.Allocations.ActiveOf(LedgerText.Of(ticket.Id)).Where(a => a.LeaseKind == LeaseKind.Ticket))
        {
            // One that is closed before its begin never lasted, and must not look as if it ended before it began.
            var start = held.StartDate > tx.Now ? tx.Now : held.StartDate;
            tx.Session.Allocations.Update(held with { State = AllocationState.Released, StartDate = start, EndDate = tx.Now });
        }
    }

    private long TakeNumber(IStoreSession session, string pool, Lease lease, string attribute, DateTimeOffset now)
    {
        if (session.Pools.Lock(pool) is null)
        {
            var counter = new NumberPool { Name = pool, Range = new NumberRange(0, CounterSize), CreatedAt = now };
            if (!session.Pools.Add(counter)) throw new StoreConflictException(pool, "another caller created it at the same moment");
            new FreeNumbers(session, counter, now).Fill();
        }

        return numbers.Take(session, pool, null, lease, attribute).Value!.Value;
    }

    private static string LeaseOf(long resource) => "resource:" + LedgerText.Of(resource);
}
