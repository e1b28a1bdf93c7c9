namespace Allocation.Core.Errors;

/// <summary>A bounded wait ended before what it waited for.</summary>
public sealed class WaitTimeoutException(object target, TimeSpan waited, string message)
    : AllocationException(ErrorKind.WaitTimeout, target, message)
{
    /// <summary>How long it was waited.</summary>
    public TimeSpan Waited { get; } = waited;
}
