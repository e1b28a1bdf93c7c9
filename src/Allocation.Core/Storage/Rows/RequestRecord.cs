namespace Allocation.Core.Storage.Rows;

/// <summary>A request that was carried out, so that the same request again takes nothing.</summary>
/// <param name="RequestId">The caller's id for it.</param>
/// <param name="Fingerprint">A digest of the arguments.</param>
/// <param name="LeaseIds">The leases it made, in order, parted by a line feed.</param>
/// <param name="CreatedAt">When it was carried out.</param>
public sealed record RequestRecord(string RequestId, string Fingerprint, string LeaseIds, DateTimeOffset CreatedAt);
