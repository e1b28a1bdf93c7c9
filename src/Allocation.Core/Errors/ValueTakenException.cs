namespace Allocation.Core.Errors;

/// <summary>Exactly this value was asked for, and it is held or cools down.</summary>
public sealed class ValueTakenException : AllocationException
{
    /// <summary>A number of a pool.</summary>
    public ValueTakenException(string pool, long value, string holder)
        : base(ErrorKind.ValueTaken, value, $"{value} of pool '{pool}' cannot be taken: {holder}.") => (Pool, Value) = (pool, value);

    /// <summary>A text that is unique within its scope.</summary>
    public ValueTakenException(string scope, string text, string holder)
        : base(ErrorKind.ValueTaken, text, $"'{text}' cannot be taken: {holder}.") => (Pool, Text) = (scope, text);

    /// <summary>What is written otherwise than as a number, such as an address, with its number in the pool.</summary>
    internal ValueTakenException(string pool, string written, long value, string holder)
        : base(ErrorKind.ValueTaken, written, $"{written} of pool '{pool}' cannot be taken: {holder}.") => (Pool, Value) = (pool, value);

    /// <summary>The pool, or the scope of a text.</summary>
    public string Pool { get; }

    /// <summary>Whether a lease that is past its end holds what was asked for, so that ending it helps.</summary>
    public bool ExpiredLeaseHolds { get; init; }

    /// <summary>The number that was asked for; null for a text.</summary>
    public long? Value { get; }

    /// <summary>The text that was to be taken; null for a number.</summary>
    public string? Text { get; }
}
