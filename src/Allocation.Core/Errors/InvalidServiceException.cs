namespace Allocation.Core.Errors;

/// <summary>The name or an attribute of a service is not acceptable.</summary>
public sealed class InvalidServiceException(string? name, string message)
    : AllocationException(ErrorKind.InvalidService, name, message)
{
    /// <summary>The name that was given, as it was given.</summary>
    public string? Name { get; } = name;
}
