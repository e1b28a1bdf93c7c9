using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;

namespace Allocation.Server.Blazar;

/// <summary>What Blazar calls hosts: the living resources of all resource pools, or the resources of one pool, also of numbers. A filter
/// narrows the reservations of a host, never the hosts.</summary>
/// <param name="system">The product over the store that is served.</param>
/// <param name="pool">The pool as it was named; null for all resource pools.</param>
/// <param name="scope">The pools that the caller may see.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class BlazarHosts(AllocationSystem system, string? pool, PoolScope scope, CancellationToken cancellation)
{
    /// <summary>All hosts, each with those of its reservations that fit; in no order.</summary>
    /// <exception cref="PoolNotFoundException">There is no such pool.</exception>
    /// <exception cref="PoolForbiddenException">The caller may not see the pool.</exception>
    public IEnumerable<ResourceUse> All(AllocationQuery query)
    {
        if (pool is null) return Resources(query).Where(host => scope.Includes(host.Pool));
        scope.Need(pool);
        return system.ResourcePools.Has(pool, cancellation)
            ? Resources(query)
            : system.Ledger.ByResource(query with { Pool = pool }, cancellation);
    }

    /// <summary>One host with those of its reservations that fit.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such host.</exception>
    /// <exception cref="PoolNotFoundException">There is no such pool.</exception>
    /// <exception cref="PoolForbiddenException">The caller may not see the pool.</exception>
    public ResourceUse One(string id, AllocationQuery query)
    {
        if (pool is not null) scope.Need(pool);
        if (pool is not null && !system.ResourcePools.Has(pool, cancellation))
        {
            // A range means several.
            return system.Ledger.ByResource(query with { Pool = pool, ResourceId = id }, cancellation).Take(2).ToList() is [var number]
                ? number
                : throw new ResourceNotFoundException(id);
        }

        var resource = system.Resources.Get(id, cancellation);
        if (pool is not null && !resource.Pool.Equals(PoolName(), StringComparison.Ordinal)) throw new ResourceNotFoundException(id);
        scope.Need(resource.Pool);
        return new(resource.Pool, resource.Name, Reservations(resource, query));
    }

    private List<Reservation> Reservations(PoolResource resource, AllocationQuery query)
    {
        try
        {
            var lines = system.Ledger.Query(OfTickets(query) with { Pool = resource.Pool, ResourceId = resource.Name }, cancellation);
            return [.. lines.Select(Reservation.Of)];
        }
        catch (ResourceNotFoundException)
        {
            // The ledger does not know what no ticket ever had.
            return [];
        }
    }

    private IEnumerable<ResourceUse> Resources(AllocationQuery query)
    {
        var name = pool is null ? null : PoolName();
        var living = system.Resources.Query(new ResourceFilter { Pool = name }, cancellation).Select(r => (r.Pool, r.Name)).ToHashSet();
        (string Pool, string Name)? host = null;
        List<Reservation> reservations = [];
        foreach (var line in system.Ledger.Query(OfTickets(query) with { Pool = name }, cancellation))
        {
            if (host is { } whole && whole != (line.Pool, line.ResourceId))
            {
                yield return new(whole.Pool, whole.Name, reservations);
                reservations = [];
            }

            living.Remove((line.Pool, line.ResourceId));
            host = (line.Pool, line.ResourceId);
            reservations.Add(Reservation.Of(line));
        }

        if (host is { } last) yield return new(last.Pool, last.Name, reservations);
        foreach (var (of, unused) in living) yield return new(of, unused, []);
    }

    private string PoolName() => system.ResourcePools.Find(new(pool), cancellation)[0].Name;

    // The ledger also has the numbers that resources hold within their pools.
    private static AllocationQuery OfTickets(AllocationQuery query) => query with { LeaseKind = LeaseKind.Ticket };
}
