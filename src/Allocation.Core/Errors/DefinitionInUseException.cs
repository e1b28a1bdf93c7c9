namespace Allocation.Core.Errors;

/// <summary>Services use the definition that is to be unregistered.</summary>
public sealed class DefinitionInUseException(string definition, long services)
    : AllocationException(ErrorKind.DefinitionInUse, definition,
        $"The service definition '{definition}' cannot be unregistered: " +
        $"{(services == 1 ? "1 service uses it; remove it first" : $"{services} services use it; remove them first")}.")
{
    /// <summary>The name of the definition.</summary>
    public string Definition { get; } = definition;

    /// <summary>How many services use it.</summary>
    public long Services { get; } = services;
}
