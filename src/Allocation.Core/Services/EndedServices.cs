using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>Services that ended, by name.</summary>
internal static class EndedServices
{
    private const int Page = 20;

    /// <summary>The one of that name that ended last; null for none. It costs the services of that name, not those of the store.</summary>
    /// <param name="session">The session.</param>
    /// <param name="definition">Of this definition only; null for any.</param>
    /// <param name="name">The name.</param>
    public static EndedService? Last(IStoreSession session, string? definition, string name) => Of(LastInstance(session, definition, name));

    /// <inheritdoc cref="Last"/>
    public static ServiceInstance? LastInstance(IStoreSession session, string? definition, string name) => Named(session, NameKey.Of(name))
        .Where(found => !found.Living && (definition is null || found.Definition == definition))
        .MaxBy(found => found.UpdatedAt);

    /// <summary>What a message says of a service, if it ended; null otherwise.</summary>
    public static EndedService? Of(ServiceInstance? found) =>
        found is { Living: false } ? new(found.Id, found.Name, found.Definition, found.UpdatedAt) : null;

    // The order is by name key, so a filter by anything else would make a store go on behind the name.
    private static IEnumerable<ServiceInstance> Named(IStoreSession session, string key)
    {
        var after = new ServicePosition(key, "");
        while (true)
        {
            var page = session.Services.Query(new ServiceQuery { Living = null, After = after, Take = Page }).ToList();
            foreach (var found in page)
            {
                if (NameKey.Of(found.Name) != key) yield break;
                yield return found;
            }

            if (page.Count < Page) yield break;
            after = ServicePosition.Of(page[^1]);
        }
    }
}
