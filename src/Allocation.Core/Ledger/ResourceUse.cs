namespace Allocation.Core.Ledger;

/// <summary>One resource and who uses it, and when.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="ResourceId">The resource within the pool.</param>
/// <param name="Reservations">Its reservations, oldest first; empty when it has none that was asked for.</param>
public sealed record ResourceUse(string Pool, string ResourceId, IReadOnlyList<Reservation> Reservations)
{
    /// <summary>The number, when the resource is one or is counted within its pool; null otherwise.</summary>
    public long? Value { get; init; }
}
