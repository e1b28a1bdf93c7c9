namespace Allocation.Core.Ledger;

/// <summary>
/// When a lease begins and ends, as planned. Its resources are its own from the moment it is made, also before it begins:
/// no other lease can get them for the time until then. At its end they are given back by the next maintenance pass, or when
/// another lease needs one of them.
/// </summary>
/// <param name="Start">When it begins; null for at once.</param>
/// <param name="End">When it ends; null for open-ended.</param>
public sealed record LeaseTime(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>At once, and without an end.</summary>
    public static LeaseTime Open { get; } = new(null, null);
}
