namespace Allocation.Core.Errors;

/// <summary>No resource has that id or name.</summary>
public sealed class ResourceNotFoundException(string resource)
    : AllocationException(ErrorKind.ResourceNotFound, resource, $"There is no resource '{resource}'.")
{
    /// <summary>The id or name that was looked for.</summary>
    public string Resource { get; } = resource;
}
