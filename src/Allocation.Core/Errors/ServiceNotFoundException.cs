namespace Allocation.Core.Errors;

/// <summary>No living service has that name or id.</summary>
public sealed class ServiceNotFoundException(string definition, string nameOrId)
    : AllocationException(ErrorKind.ServiceNotFound, nameOrId, $"There is no existing {definition} named '{nameOrId}'.")
{
    /// <summary>The service definition.</summary>
    public string Definition { get; } = definition;

    /// <summary>The name or id that was looked for.</summary>
    public string NameOrId { get; } = nameOrId;
}
