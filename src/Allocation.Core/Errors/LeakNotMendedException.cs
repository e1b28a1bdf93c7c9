namespace Allocation.Core.Errors;

/// <summary>A leak was left unchanged.</summary>
public sealed class LeakNotMendedException(string leak, string reason)
    : AllocationException(ErrorKind.LeakNotMended, leak, $"The leak '{leak}' was not repaired: {reason}.")
{
    /// <summary>Its id.</summary>
    public string Leak { get; } = leak;

    /// <summary>Why, as the end of a sentence.</summary>
    public string Reason { get; } = reason;
}
