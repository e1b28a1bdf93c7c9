namespace Allocation.Core.Errors;

/// <summary>Exactly this value was asked for, and it is held or cools down.</summary>
public sealed class ValueTakenException(string pool, long value, string holder)
    : AllocationException(ErrorKind.ValueTaken, value, $"{value} of pool '{pool}' cannot be taken: {holder}.")
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>Whether a lease that is past its end holds what was asked for, so that ending it helps.</summary>
    public bool ExpiredLeaseHolds { get; init; }

    /// <summary>The value that was asked for.</summary>
    public long Value { get; } = value;
}
