using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Direct;

/// <summary>Requests that are met together, with the caller's id of them.</summary>
internal sealed record DirectBatch(IReadOnlyList<DirectRequest> Requests, string? RequestId)
{
    private string Fingerprint { get; } = RequestId is null ? "" : DirectRequest.Fingerprint(Requests);

    /// <summary>What the same request took before; null when it is new.</summary>
    /// <exception cref="RequestConflictException">The request id was used for something else, or what it took is not all held any
    /// more.</exception>
    public IReadOnlyList<AllocationRecord>? Replay(IStoreSession session)
    {
        if (RequestId is null || session.Requests.Find(RequestId) is not { } known) return null;
        if (known.Fingerprint != Fingerprint) throw new RequestConflictException(RequestId);
        var taken = new List<AllocationRecord>();
        foreach (var lease in known.LeaseIds.Split('\n'))
        {
            var lines = session.Allocations.Query(new AllocationQuery { LeaseId = lease }).ToList();
            if (lines.Find(line => line.State == AllocationState.Released) is { } over)
                throw new RequestConflictException(RequestId,
                    $"took {over.ResourceId} of pool '{over.Pool}' for '{over.LeaseName}', which has been given back since");
            if (lines.Count == 0) throw new RequestConflictException(RequestId, "took numbers that have been given back since");
            taken.AddRange(lines.OrderBy(line => line.ReservationId, StringComparer.Ordinal));
        }

        return taken;
    }

    /// <summary>Writes the request id down with the leases that it made.</summary>
    public void Register(IStoreSession session, IEnumerable<string> leases, DateTimeOffset now)
    {
        if (RequestId is not null && !session.Requests.Add(new RequestRecord(RequestId, Fingerprint, string.Join('\n', leases), now)))
            throw new StoreConflictException(RequestId, "another caller used the same request id at the same moment");
    }
}
