namespace Allocation.Core.Errors;

/// <summary>A bounded wait ended before what it waited for.</summary>
public sealed class WaitTimeoutException(object target, TimeSpan waited, string message)
    : AllocationException(ErrorKind.WaitTimeout, target, message)
{
    /// <summary>How long it was waited.</summary>
    public TimeSpan Waited { get; } = waited;

    /// <summary>Whether the ticket that was waited for was closed then.</summary>
    internal bool IsClosed { get; private init; }

    /// <summary>The same error, which also says that the ticket was closed then.</summary>
    internal WaitTimeoutException Closed() => new(Target!, Waited, $"{Message} The ticket was closed.") { IsClosed = true };
}
