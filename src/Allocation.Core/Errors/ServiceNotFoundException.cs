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

    /// <summary>The service definition.</summary>
    public string Definition { get; }

    /// <summary>The name or id that was looked for.</summary>
    public string NameOrId { get; }

    /// <summary>No living service has that id.</summary>
    internal static ServiceNotFoundException OfId(string definition, string id) => new(definition, id, "with the id");
}
