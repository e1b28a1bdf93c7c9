using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>What to say of a service that is not found: whether it ended, or has another definition.</summary>
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

    /// <summary>That no living service of a definition has that name.</summary>
    /// <param name="session">The session.</param>
    /// <param name="definition">The definition; null when any was looked for.</param>
    /// <param name="name">The name.</param>
    public static ServiceNotFoundException NotFound(IStoreSession session, string? definition, string name)
    {
        var other = definition is null
            ? null
            : Named(session, NameKey.Of(name)).FirstOrDefault(found => found.Living && found.Definition != definition)?.Definition;
        return ServiceNotFoundException.OfName(definition, name, Last(session, definition, name), other);
    }

    /// <summary>That no living service of a definition has that id.</summary>
    /// <param name="definition">The definition, or a word for any.</param>
    /// <param name="id">The id.</param>
    /// <param name="found">What has that id; null for nothing.</param>
    public static ServiceNotFoundException NotFound(string definition, string id, ServiceInstance? found) => found is { Living: true }
        ? ServiceNotFoundException.OfId(definition, id, null, found.Name, found.Definition)
        : ServiceNotFoundException.OfId(definition, id, Of(found));

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
