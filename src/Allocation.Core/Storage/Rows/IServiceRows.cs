using Allocation.Core.Services;

namespace Allocation.Core.Storage.Rows;

/// <summary>Service instances, living and ended. A constraint of the store forbids two living ones of one definition and name.</summary>
public interface IServiceRows
{
    /// <summary>The living instance of that name (compared by <see cref="NameKey"/>), or null.</summary>
    ServiceInstance? FindLiving(string definition, string name);

    /// <summary>The instance with that id, living or ended, or null.</summary>
    ServiceInstance? Find(string id);

    /// <summary>As <see cref="Find"/>; and until the session ends no other session gets past this call for the same instance.</summary>
    ServiceInstance? Lock(string id);

    /// <summary>
    /// The names of living instances of a definition that begin as <paramref name="start"/> does, compared by <see cref="NameKey"/>
    /// and in its order; the first <paramref name="most"/> of them, at the same cost however many there are.
    /// </summary>
    IReadOnlyList<string> LivingNames(string definition, string start, int most);

    /// <summary>How many living instances a definition has, of whatever version; null for all definitions.</summary>
    long CountLiving(string? definition = null);

    /// <summary>The instances of a query by name key, then id; read as they are taken.</summary>
    IEnumerable<ServiceInstance> Query(ServiceQuery query);

    /// <summary>
    /// Adds one, with the first row of its history if there is one: a store may keep that with the instance, which saves most of what
    /// history costs. False, and nothing changed, when a living instance of the definition has that name.
    /// </summary>
    bool Add(ServiceInstance instance, ServiceHistoryRecord? first = null);

    /// <summary>Replaces the row with that id. False when there is none.</summary>
    bool Update(ServiceInstance instance);

    /// <summary>Removes the row, and its history with it: of an instance whose creation failed and left nothing. False when there is
    /// none.</summary>
    bool Remove(string id);
}
