using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core.Renaming;

/// <summary>
/// Gives pools of numbers other names. The ledger, what is free and what cools down go with the pool, and attributes of services
/// that name it say the new name. Where something names the pool that cannot be changed with it, the pool keeps its name.
/// </summary>
internal sealed class PoolRenaming(IAllocationStore store, PoolCatalog pools, DefinitionLibrary library)
{
    /// <summary>Renames a pool; the name that it has already changes nothing.</summary>
    /// <param name="name">The pool.</param>
    /// <param name="newName">Its name from now on.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="InvalidPoolException">The new name is not acceptable, or the pool gives resources to tickets.</exception>
    /// <exception cref="PoolExistsException">Another pool has the new name.</exception>
    /// <exception cref="PoolInUseException">A definition names it, or a service that names it is in the middle of a change.</exception>
    public AllocationPool Rename(string name, string newName, CancellationToken cancellation = default)
    {
        PoolName.Check(newName);
        return store.Run(
            session =>
            {
                // From here on nothing is taken from the pool, so no service comes that names it.
                var pool = InternalPools.Is(name) ? null : session.Pools.Lock(name);
                if (pool is null) throw Missing(session, name);
                if (pool.Name == newName) return pools.Describe(session, pool);
                RefuseTaken(session, pool, newName);
                RefuseNamed(session, pool, newName);
                foreach (var service in Changed(session, pool, newName)) session.Services.Update(service);
                if (!session.Pools.Rename(pool.Name, newName))
                    throw new StoreConflictException(newName, "another caller created a pool of that name at the same moment");
                return pools.Describe(session, session.Pools.Find(newName)!);
            },
            cancellation);
    }

    private static AllocationException Missing(IStoreSession session, string name) => session.ResourcePools.Find(name) is { } things
        ? new InvalidPoolException(things.Name,
            $"Pool '{things.Name}' cannot be renamed: its hooks, its resources and a pools.yaml know it by this name. Create a pool with " +
            "the new name, and remove this one; it goes once its resources are deleted.")
        : new PoolNotFoundException(name);

    private static void RefuseTaken(IStoreSession session, NumberPool pool, string newName)
    {
        if (session.ResourcePools.Find(newName) is { } things) throw new PoolExistsException(things.Name, things.Removed);
        if (session.Pools.Find(newName) is { } other && other.Name != pool.Name) throw new PoolExistsException(other.Name);
    }

    private void RefuseNamed(IStoreSession session, NumberPool pool, string newName)
    {
        var naming = session.Definitions.All().GroupBy(record => NameKey.Of(record.Name)).Select(versions => versions.Last())
            .FirstOrDefault(record => !record.Retired && PoolAttributes.NamesIt(library.Read(record), pool.Name));
        if (naming is null) return;
        throw new PoolInUseException(pool.Name, null,
            $"Pool '{pool.Name}' cannot be renamed: the service definition '{naming.Name}' names it. Register a version of the " +
            $"definition that names '{newName}' first.");
    }

    private List<ServiceInstance> Changed(IStoreSession session, NumberPool pool, string newName)
    {
        var changed = new List<ServiceInstance>();
        foreach (var found in session.Services.Query(new ServiceQuery()).ToList())
        {
            var definition = library.Of(session, found);
            var isAtRest = definition.Lifecycle.Next(found.State) is null && !definition.Lifecycle.IsRejected(found.State);
            if (!isAtRest && PoolAttributes.NamesIt(definition, pool.Name)) throw InUse(pool, found, "its definition names it, and it is");
            if (!PoolAttributes.HasAny(definition) || !Names(definition, found, pool.Name)) continue;
            if (session.Services.Lock(found.Id) is not { Living: true } service) continue;
            if (definition.Lifecycle.Next(service.State) is not null) throw InUse(pool, service, "it names it, and is");
            var renamed = service with
            {
                Candidate = PoolAttributes.Renamed(definition, service.Candidate, pool.Name, newName),
                Active = PoolAttributes.Renamed(definition, service.Active, pool.Name, newName),
                Rollback = PoolAttributes.Renamed(definition, service.Rollback, pool.Name, newName),
            };
            if (NameKey.Of(pool.Name) != NameKey.Of(newName) && Names(definition, renamed, pool.Name))
                throw InUse(pool, service, "it has the name in a list of pools, which must be changed first; it is");
            changed.Add(renamed);
        }

        return changed;
    }

    private static bool Names(ServiceDefinition definition, ServiceInstance service, string pool) =>
        PoolAttributes.Name(definition, service.Candidate, pool) || PoolAttributes.Name(definition, service.Active, pool)
        || PoolAttributes.Name(definition, service.Rollback, pool);

    private static PoolInUseException InUse(NumberPool pool, ServiceInstance service, string why) => new(pool.Name, null,
        $"Pool '{pool.Name}' cannot be renamed because of the {service.Definition} '{service.Name}': {why} in the state " +
        $"'{service.State}'.");
}
