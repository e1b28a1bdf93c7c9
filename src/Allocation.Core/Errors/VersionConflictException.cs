namespace Allocation.Core.Errors;

/// <summary>The instance was changed since the caller read it.</summary>
public sealed class VersionConflictException(string instance, int expected, int actual)
    : AllocationException(ErrorKind.VersionConflict, instance,
        $"'{instance}' is at version {actual}, not {expected}: read it again and decide again.")
{
    /// <summary>The version that the caller expected.</summary>
    public int Expected { get; } = expected;

    /// <summary>The version that is there.</summary>
    public int Actual { get; } = actual;
}
