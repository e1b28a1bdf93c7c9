namespace Allocation.Core.Errors;

/// <summary>What is asked for directly is not acceptable, or an allocation is not one that was taken directly.</summary>
/// <param name="name">The name that was asked for, or the reservation id of the allocation.</param>
/// <param name="message">The mistake, as a whole sentence.</param>
public sealed class InvalidAllocationException(string? name, string message)
    : AllocationException(ErrorKind.InvalidAllocation, name, message)
{
    /// <summary>The name that was asked for, or the reservation id of the allocation.</summary>
    public string? Name { get; } = name;
}
