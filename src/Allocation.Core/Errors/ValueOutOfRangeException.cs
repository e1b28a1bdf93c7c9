namespace Allocation.Core.Errors;

/// <summary>Exactly this value was asked for, and the pool does not have it or excludes it.</summary>
public sealed class ValueOutOfRangeException : AllocationException
{
    /// <summary>A number.</summary>
    public ValueOutOfRangeException(string pool, long value, string reason)
        : base(ErrorKind.ValueOutOfRange, value, $"{value} is not a number that pool '{pool}' gives: {reason}.") =>
        (Pool, Value) = (pool, value);

    /// <summary>What is written otherwise than as a number, such as an address.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="written">What was asked for.</param>
    /// <param name="one">One of what the pool gives, with its article.</param>
    /// <param name="value">Its number in the pool; null when it has none there.</param>
    /// <param name="reason">Why the pool does not give it.</param>
    internal ValueOutOfRangeException(string pool, string written, string one, long? value, string reason)
        : base(ErrorKind.ValueOutOfRange, written, $"{written} is not {one} that pool '{pool}' gives: {reason}.") =>
        (Pool, Value) = (pool, value);

    /// <summary>The pool.</summary>
    public string Pool { get; }

    /// <summary>The number that was asked for; null for what the pool cannot number, such as an address outside its network.</summary>
    public long? Value { get; }
}
