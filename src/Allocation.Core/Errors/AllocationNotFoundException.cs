namespace Allocation.Core.Errors;

/// <summary>The ledger has no such allocation.</summary>
public sealed class AllocationNotFoundException : AllocationException
{
    /// <summary>None has that reservation id.</summary>
    public AllocationNotFoundException(string reservationId)
        : this(reservationId, $"There is no allocation with the reservation id '{reservationId}'.")
    {
    }

    private AllocationNotFoundException(string key, string message)
        : base(ErrorKind.AllocationNotFound, key, message) => ReservationId = key;

    /// <summary>The reservation id, or the name, that was looked for.</summary>
    public string ReservationId { get; }

    /// <summary>No numbers that were taken directly have that name.</summary>
    internal static AllocationNotFoundException OfName(string name, string? pool) =>
        new(name, $"There is no direct allocation named '{name}'{(pool is null ? "" : $" in pool '{pool}'")}.");

    /// <summary>It was there, and is over.</summary>
    internal static AllocationNotFoundException Over(string reservationId, string what) =>
        new(reservationId, $"{what} has already been given back.");
}
