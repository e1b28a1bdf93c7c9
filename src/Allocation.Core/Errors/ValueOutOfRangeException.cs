namespace Allocation.Core.Errors;

/// <summary>Exactly this value was asked for, and the pool does not have it or excludes it.</summary>
public sealed class ValueOutOfRangeException(string pool, long value, string reason)
    : AllocationException(ErrorKind.ValueOutOfRange, value, $"{value} is not a number that pool '{pool}' gives: {reason}.")
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The value that was asked for.</summary>
    public long Value { get; } = value;
}
