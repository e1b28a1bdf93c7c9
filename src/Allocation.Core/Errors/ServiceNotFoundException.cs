using System.Globalization;

namespace Allocation.Core.Errors;

/// <summary>No living service has that name or id.</summary>
public sealed class ServiceNotFoundException : AllocationException
{
    /// <summary>No living service has that name.</summary>
    public ServiceNotFoundException(string definition, string nameOrId)
        : this(definition, nameOrId, "named")
    {
    }

    private ServiceNotFoundException(string definition, string nameOrId, string how)
        : base(ErrorKind.ServiceNotFound, nameOrId, $"There is no {definition} {how} '{nameOrId}'.") =>
        (Definition, NameOrId) = (definition, nameOrId);

    private ServiceNotFoundException(string definition, string nameOrId, string why, EndedService ended)
        : base(ErrorKind.ServiceNotFound, nameOrId, string.Create(CultureInfo.InvariantCulture,
            $"There is no living {definition} {why} ended at {ended.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.")) =>
        (Definition, NameOrId, Ended) = (definition, nameOrId, ended);

    private ServiceNotFoundException(string definition, string nameOrId, string why, string? other)
        : base(ErrorKind.ServiceNotFound, nameOrId, $"There is no {definition} {why}.") =>
        (Definition, NameOrId, Other) = (definition, nameOrId, other);

    /// <summary>The service definition.</summary>
    public string Definition { get; }

    /// <summary>The name or id that was looked for.</summary>
    public string NameOrId { get; }

    /// <summary>The service that was meant, or the last one of that name, when it ended and its history is still there; null
    /// otherwise.</summary>
    internal EndedService? Ended { get; }

    /// <summary>The definition that the living service of that name or id has instead; null when there is no such service.</summary>
    internal string? Other { get; }

    /// <summary>No living service has that name.</summary>
    /// <param name="definition">The definition; null when any was looked for.</param>
    /// <param name="name">The name.</param>
    /// <param name="ended">The last one of that name; null when there was none.</param>
    /// <param name="other">The definition of a living service of that name; null when there is none.</param>
    internal static ServiceNotFoundException OfName(string? definition, string name, EndedService? ended, string? other = null) =>
        (ended, other) switch
        {
            (null, null) => new(definition ?? "service", name),
            (null, _) => new(definition!, name, $"named '{name}': the service of that name is a {other}", other),
            _ => new(definition ?? "service", name, $"named '{name}': the last one of that name", ended),
        };

    /// <summary>No living service has that id.</summary>
    /// <param name="definition">The definition, or a word for any.</param>
    /// <param name="id">The id.</param>
    /// <param name="ended">The one with that id, if it ended; null otherwise.</param>
    /// <param name="name">The name of the service with that id, whose definition is <paramref name="other"/>; null when there is
    /// none.</param>
    /// <param name="other">See there.</param>
    internal static ServiceNotFoundException OfId(string definition, string id, EndedService? ended = null, string? name = null,
        string? other = null) =>
        ended is not null && (definition == "service" || definition == ended.Definition)
            ? new(definition, id, $"with the id '{id}': '{ended.Name}'", ended)
            : other is not null
                ? new(definition, id, $"with the id '{id}': that of '{name}', which is a {other}", other)
                : new(definition, id, "with the id");
}
