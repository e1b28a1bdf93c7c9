namespace Allocation.Core.Errors;

/// <summary>No service definition is registered under that name.</summary>
public sealed class DefinitionNotFoundException(string definition)
    : AllocationException(ErrorKind.DefinitionNotFound, definition, $"There is no service definition named '{definition}'.")
{
    /// <summary>The name that was looked for.</summary>
    public string Definition { get; } = definition;
}
