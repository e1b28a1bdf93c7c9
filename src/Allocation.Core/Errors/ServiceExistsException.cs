namespace Allocation.Core.Errors;

/// <summary>A living service of that name already exists.</summary>
public sealed class ServiceExistsException(string definition, string name)
    : AllocationException(ErrorKind.ServiceExists, name, $"A {definition} named '{name}' already exists.")
{
    /// <summary>The service definition.</summary>
    public string Definition { get; } = definition;

    /// <summary>The name of the service that is there.</summary>
    public string Name { get; } = name;
}
