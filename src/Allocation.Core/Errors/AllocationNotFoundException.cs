namespace Allocation.Core.Errors;

/// <summary>The ledger has no such allocation.</summary>
public sealed class AllocationNotFoundException(string reservationId)
    : AllocationException(ErrorKind.AllocationNotFound, reservationId, $"There is no allocation with the reservation id '{reservationId}'.")
{
    /// <summary>The reservation id that was looked for.</summary>
    public string ReservationId { get; } = reservationId;
}
