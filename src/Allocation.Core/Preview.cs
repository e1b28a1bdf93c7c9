using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Core;

/// <summary>
/// What would come of an act, which is done to a copy of the store in memory: the act itself checks what it checks. Several acts see what
/// those before them did. Nothing of it reaches the store, an inventory, a program, or a waiter.
/// </summary>
internal sealed class Preview : IDisposable
{
    private readonly NotAsked _notAsked = new();

    /// <summary>Begins.</summary>
    /// <param name="copy">The copy; disposed with this.</param>
    /// <param name="sql">Reaches inventories that are tables of a database; none of them is asked.</param>
    public Preview(IAllocationStore copy, ISqlInventories sql) =>
        System = new AllocationSystem(copy, sql: sql, scripts: SessionInventories.Shared.Copy(copy.Uri), notAsked: _notAsked);

    /// <summary>The product over the copy.</summary>
    public AllocationSystem System { get; }

    /// <summary>What the acts left out since this was asked last.</summary>
    public IReadOnlyList<string> LeftOut => _notAsked.Take();

    /// <summary>Does something to a service, and says which values come and go.</summary>
    /// <param name="id">The service.</param>
    /// <param name="act">What is done to it.</param>
    /// <exception cref="AllocationException">It would fail.</exception>
    public string OfService(string id, Func<AllocationSystem, ServiceOutcome> act)
    {
        var before = Held(id);
        var outcome = act(System);
        return outcome.Failure is null ? Difference(before, Held(id), LeftOut) : throw outcome.Failure;
    }

    /// <summary>Makes services together, and says of each which values it takes.</summary>
    /// <param name="requests">What is asked for.</param>
    /// <param name="requestId">The caller's id of this request, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AllocationException">It would fail.</exception>
    public IReadOnlyList<string> OfNew(IReadOnlyList<ServiceRequest> requests, string? requestId, CancellationToken cancellation)
    {
        var isKnown = requestId is not null && System.Store.Read(session => session.Requests.Find(requestId), cancellation) is not null;
        var outcomes = System.Services.CreateAll(requests, requestId, cancellation);
        if (outcomes.Select(o => o.Failure).FirstOrDefault(failure => failure is not null) is { } failed) throw failed;
        if (isKnown) return outcomes.Select(_ => $"nothing, because the request '{requestId}' has made it already").ToList();
        var leftOut = LeftOut;
        return outcomes.Select(o => Difference([], Held(o.Instance.Id), leftOut)).ToList();
    }

    /// <summary>Why requests of a batch cannot be met, all at once: a transaction ends at the first of them. Nothing else can be asked of
    /// this preview afterwards.</summary>
    /// <param name="requests">What was asked for together.</param>
    /// <param name="cause">What ended the batch; it is told also where the copy does not show it. Null when the batch was not
    /// tried.</param>
    /// <param name="cancellation">Ends it.</param>
    public BatchReview Review(IReadOnlyList<ServiceRequest> requests, AllocationException? cause, CancellationToken cancellation)
    {
        if (cause is null) return System.Services.Review(requests, cancellation);
        var ofWhole = new BatchRefusal(null, cause);
        if (cause is RequestConflictException) return new BatchReview([ofWhole], IsWhole: true);
        var review = System.Services.Review(requests, cancellation);
        return review.Refusals.Any(refusal => IsSame(refusal.Error, cause))
            ? review
            : review with { Refusals = [ofWhole, .. review.Refusals] };
    }

    /// <summary>Changes a pool of numbers, and says how many it would have.</summary>
    /// <exception cref="AllocationException">It would fail.</exception>
    public string OfPool(string name, PoolChange change, CancellationToken cancellation)
    {
        var pool = System.Pools.Change(name, change, cancellation);
        return $"{pool.Gives} with {pool.Size} {pool.Writing.Several}, {pool.Held} held, {pool.Free} free";
    }

    /// <inheritdoc/>
    public void Dispose() => System.Dispose();

    // What was given back may differ, because the copy asks no inventory.
    private static bool IsSame(AllocationException one, AllocationException other) =>
        one.Kind == other.Kind && Equals(one.Target, other.Target) && one.Place == other.Place
        && (one as AllocationFailedException)?.Attribute == (other as AllocationFailedException)?.Attribute;

    private IReadOnlyList<AllocationRecord> Held(string id) => System.Store.Read(session => session.Allocations.ActiveOf(id));

    private static string Difference(IReadOnlyList<AllocationRecord> before, IReadOnlyList<AllocationRecord> after,
        IReadOnlyList<string> leftOut)
    {
        string[] parts =
        [
            .. Listed("takes", after.ExceptBy(before.Select(a => a.ReservationId), a => a.ReservationId)),
            .. Listed("gives back", before.ExceptBy(after.Select(a => a.ReservationId), a => a.ReservationId)),
            .. leftOut,
        ];
        return string.Join("; ", parts);
    }

    private static IEnumerable<string> Listed(string verb, IEnumerable<AllocationRecord> allocations)
    {
        var texts = allocations.Select(a => $"{a.Attribute} {a.ResourceId}").ToList();
        return texts.Count == 0 ? [] : [$"{verb} {string.Join(", ", texts)}"];
    }
}
