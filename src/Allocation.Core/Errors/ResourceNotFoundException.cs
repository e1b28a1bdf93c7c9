namespace Allocation.Core.Errors;

/// <summary>No resource has that id or name.</summary>
/// <param name="resource">The id or name that was looked for.</param>
/// <param name="hint">A sentence that says more; null for none.</param>
public sealed class ResourceNotFoundException(string resource, string? hint = null)
    : AllocationException(ErrorKind.ResourceNotFound, resource, $"There is no resource '{resource}'." + (hint is null ? "" : " " + hint))
{
    /// <summary>The id or name that was looked for.</summary>
    public string Resource { get; } = resource;
}
