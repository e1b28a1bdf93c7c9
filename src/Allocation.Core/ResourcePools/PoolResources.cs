using System.Globalization;
using Allocation.Core.Errors;
using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools;

/// <summary>Finds and removes resources of resource pools, and tells where their logs are.</summary>
internal sealed class PoolResources
{
    private readonly QueueTransactions _transactions;
    private readonly ResourceTransitions _transitions;
    private readonly HookFolder _folder;

    internal PoolResources(QueueTransactions transactions, ResourceTransitions transitions, HookFolder folder)
    {
        _transactions = transactions;
        _transitions = transitions;
        _folder = folder;
    }

    /// <summary>The resources of a filter by id, read as they are taken.</summary>
    /// <exception cref="PoolNotFoundException">No resource pool has exactly the name that was given.</exception>
    public IEnumerable<PoolResource> Query(ResourceFilter filter, CancellationToken cancellation = default)
    {
        var pools = new NamePattern(filter.Pool);
        var exact = pools.Exact is { } name
            ? _transactions.Read(session => session.ResourcePools.Find(name), cancellation)?.Name ?? throw new PoolNotFoundException(name)
            : null;
        var states = filter.States;
        var query = new ResourceQuery
        {
            Pool = exact,
            State = states is [var only] ? only : null,
            Living = !filter.Ended && !states.Contains(ResourceState.Ended),
        };
        const int Size = PagedReading.PageSizeWithData;
        return PagedReading.Read<PoolResource, long?>(
            _transactions.Store, (session, after) =>
                session.Resources.Query(query with { After = after, Take = Size }), resource => resource.Id, Size, cancellation)
            .Where(r => pools.Matches(r.Pool) && (states.Count == 0 || states.Contains(r.State))
                && (!filter.Unused || r.Unused) && r.Covers(filter.Tag));
    }

    /// <summary>One resource, by its id or its name.</summary>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public PoolResource Get(string idOrName, CancellationToken cancellation = default) =>
        _transactions.Read(session => Find(session, idOrName), cancellation);

    /// <summary>Has a resource deleted, whatever it does: a start is interrupted, a deletion that waits after failures is tried at once.
    /// One that ended is left unchanged.</summary>
    /// <param name="idOrName">The resource.</param>
    /// <param name="force">Whether an open ticket that holds it fails.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    /// <exception cref="PoolInUseException">An open ticket holds it.</exception>
    public PoolResource Remove(string idOrName, bool force, CancellationToken cancellation = default) => _transactions.Run(
        tx =>
        {
            var resource = Find(tx.Session, idOrName);
            if (resource.State == ResourceState.Ended || (resource.State == ResourceState.Deleting && resource.Work is not null))
                return resource;
            if (!force && resource.TicketId is { } ticket)
                throw new PoolInUseException(resource.Pool, resource.Name, $"Resource '{resource.Name}' is held by ticket {ticket}.");
            return _transitions.RequestDelete(tx, resource,
                resource.State == ResourceState.DeleteRequest ? null : "an administrator removed it");
        },
        cancellation);

    /// <summary>What the hooks of a resource wrote, hook by hook, as far as they ran on this machine.</summary>
    /// <param name="idOrName">The resource, living or ended.</param>
    /// <param name="follow">Whether to go on with what is written from now on, until the token is cancelled.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ResourceNotFoundException">There is no such resource.</exception>
    public IEnumerable<HookLogLine> ReadLogs(string idOrName, bool follow = false, CancellationToken cancellation = default) =>
        ReadLogs([Get(idOrName, cancellation)], follow, cancellation);

    /// <summary>As for one resource; several are followed at once.</summary>
    public IEnumerable<HookLogLine> ReadLogs(IEnumerable<PoolResource> resources, bool follow = false,
        CancellationToken cancellation = default) =>
        new HookLog(_folder, resources.Select(r => r.Id)).Read(follow, cancellation);

    private static PoolResource Find(IStoreSession session, string idOrName)
    {
        var byId = long.TryParse(idOrName, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? session.Resources.Find(id) : null;
        return byId ?? session.Resources.FindByName(idOrName) ?? throw new ResourceNotFoundException(idOrName);
    }
}
