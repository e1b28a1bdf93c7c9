namespace Allocation.Core.Errors;

/// <summary>Exactly this value was asked for, and it is held or cools down.</summary>
public sealed class ValueTakenException(string pool, long value, string holder)
    : AllocationException(ErrorKind.ValueTaken, value, $"{value} of pool '{pool}' cannot be taken: {holder}.")
{
    /// <summary>The pool.</summary>
    public string Pool { get; } = pool;

    /// <summary>The value that was asked for.</summary>
    public long Value { get; } = value;
}
