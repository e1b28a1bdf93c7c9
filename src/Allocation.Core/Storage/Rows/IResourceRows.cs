using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Rows;

/// <summary>Resources of resource pools, living and ended. A constraint of the store forbids two living ones of one name.</summary>
public interface IResourceRows
{
    /// <summary>The resource with that id, or null.</summary>
    PoolResource? Find(long id);

    /// <summary>The last resource that had exactly that name, or null.</summary>
    PoolResource? FindByName(string name);

    /// <summary>The resources of a query by id; read as they are taken.</summary>
    IEnumerable<PoolResource> Query(ResourceQuery query);

    /// <summary>The tag keys (<see cref="TagKey"/>) that ready resources have, each once. Costs as much as there are keys, not
    /// resources.</summary>
    IReadOnlyList<string> ReadyTagKeys();

    /// <summary>The ready resource of that tag key and exactly that sandbox, null meaning none, with the lowest id; or null.</summary>
    PoolResource? FirstReady(string tagKey, string? sandbox);

    /// <summary>Adds one.</summary>
    /// <exception cref="Errors.StoreConflictException">The id is used, or a living resource has the name.</exception>
    void Add(PoolResource resource);

    /// <summary>Replaces the row with that id. False when there is none.</summary>
    bool Update(PoolResource resource);

    /// <summary>Removes a row for ever: a resource that ended long ago. False when there is none.</summary>
    bool Remove(long id);
}
