namespace Allocation.Core.Errors;

/// <summary>No service definition is registered under that name.</summary>
/// <param name="definition">The name that was looked for.</param>
/// <param name="service">The name beside it, where that one is a definition.</param>
public sealed class DefinitionNotFoundException(string definition, string? service = null)
    : AllocationException(ErrorKind.DefinitionNotFound, definition, service is null
        ? $"There is no service definition named '{definition}'."
        : $"There is no service definition named '{definition}', but '{service}' is one: the definition comes first, then the name of " +
            "the service.")
{
    /// <summary>The name that was looked for.</summary>
    public string Definition { get; } = definition;
}
