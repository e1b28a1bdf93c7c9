namespace Allocation.Core.Errors;

/// <summary>This process has no allocator of that name.</summary>
public sealed class AllocatorNotFoundException(string allocator)
    : AllocationException(ErrorKind.AllocatorNotFound, allocator, $"There is no allocator named '{allocator}' in this process.")
{
    /// <summary>The name that was looked for.</summary>
    public string Allocator { get; } = allocator;
}
