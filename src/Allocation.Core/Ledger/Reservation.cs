namespace Allocation.Core.Ledger;

/// <summary>The use of one resource by one lease.</summary>
/// <param name="Id">The reservation id.</param>
/// <param name="LeaseId">The id of who holds it.</param>
/// <param name="LeaseName">The name of who holds it.</param>
/// <param name="StartDate">From when, UTC.</param>
/// <param name="EndDate">Until when, UTC; null for open-ended.</param>
public sealed record Reservation(string Id, string LeaseId, string LeaseName, DateTimeOffset StartDate, DateTimeOffset? EndDate)
{
    /// <summary>The part of a line of the ledger that says who and when.</summary>
    public static Reservation Of(AllocationRecord line) =>
        new(line.ReservationId, line.LeaseId, line.LeaseName, line.StartDate, line.EndDate);
}
