using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Rows;

/// <summary>Resource pools, found by name without case (<see cref="NameKey"/>).</summary>
public interface IResourcePoolRows
{
    /// <summary>The pool, or null.</summary>
    ResourcePool? Find(string name);

    /// <summary>All pools by code point of the name key.</summary>
    IReadOnlyList<ResourcePool> All();

    /// <summary>Adds one. False, and nothing changed, when the name is taken.</summary>
    bool Add(ResourcePool pool);

    /// <summary>Replaces the pool of that name. False when there is none.</summary>
    bool Update(ResourcePool pool);

    /// <summary>Removes the pool; its resources' rows stay. False when there is none.</summary>
    bool Remove(string name);
}
