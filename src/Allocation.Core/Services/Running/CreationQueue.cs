using Allocation.Core.Allocating.Allocators;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Requests that come one after the other and do not depend on each other. Those that take numbers of a pool file are made in groups,
/// which wait for the disk once. A group has one request at first and after a failure or a pause, and twice as many as the group before
/// while all goes well. So nobody who asks slowly waits, and little is done twice.
/// </summary>
internal sealed class CreationQueue(IAllocationStore store, ServiceCreation creation, ServiceDriver driver, AllocatorSet allocators,
    InventoryDirectory inventories, IIdSource ids, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly List<(ServiceRequest Request, int Mark)> _waiting = [];
    private readonly Dictionary<string, bool> _groupInventories = [];
    private int _size = 1;
    private long _last = clock.GetTimestamp();

    /// <summary>Takes a request. What is due now is made while the results are taken. Who stops taking them stops the making, and what was
    /// made and not taken is removed.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="requestId">The caller's id of this request, or null.</param>
    /// <param name="mark">What the caller knows it by.</param>
    /// <param name="cancellation">Ends waiting; what was taken for it is given back.</param>
    public IEnumerable<CreationResult> Add(ServiceRequest request, string? requestId, int mark, CancellationToken cancellation = default)
    {
        if (clock.GetElapsedTime(_last) > s_pause) _size = 1;
        var isOfGroup = requestId is null && TakesFromGroupInventories(request, cancellation);
        if (isOfGroup) _waiting.Add((request, mark));
        if (!isOfGroup || _waiting.Count >= _size)
        {
            foreach (var result in Rest(cancellation)) yield return result;
            if (!isOfGroup) yield return Alone(request, requestId, mark, cancellation);
        }

        _last = clock.GetTimestamp();
    }

    /// <summary>Makes what still waits, as <see cref="Add"/>.</summary>
    public IEnumerable<CreationResult> Rest(CancellationToken cancellation = default)
    {
        var group = _waiting.ToList();
        _waiting.Clear();
        var batch = new CreationBatch(group.ConvertAll(one => one.Request), group.ConvertAll(_ => ids.Next()), null);
        AllocationFailedException? stuck = null;
        if (group.Count > 1 && TryTogether(batch, out stuck, cancellation) is { } made)
        {
            _size = Math.Min(2 * _size, ServiceCreation.AtOnce);
            foreach (var result in Given(batch, group.ConvertAll(one => one.Mark), made)) yield return result;
            yield break;
        }

        foreach (var (request, mark) in group)
        {
            var result = stuck is not null && stuck.Service == request.Name
                ? new CreationResult(mark, null, stuck)
                : Alone(request, null, mark, cancellation);
            _size = group.Count == 1 && result is { Outcome.Failure: null, Error: null } ? 2 : 1;
            yield return result;
        }
    }

    private IEnumerable<CreationResult> Given(CreationBatch batch, List<int> marks, IReadOnlyList<ServiceOutcome> made)
    {
        var given = 0;
        try
        {
            while (given < made.Count) yield return new(marks[given], made[given++], null);
        }
        finally
        {
            driver.RemoveAll(batch, [.. made.Skip(given).Select(outcome => outcome.Instance).Reverse()]);
        }
    }

    // What cannot be made together is made one by one, which says what is wrong with each. But what could not be given back is known only
    // now.
    private IReadOnlyList<ServiceOutcome>? TryTogether(CreationBatch batch, out AllocationFailedException? stuck,
        CancellationToken cancellation)
    {
        stuck = null;
        try
        {
            return creation.TryTogether(batch, cancellation);
        }
        catch (AllocationException error) when (!ErrorTraits.EndsAll(error.Kind))
        {
            if (error is AllocationFailedException { Stuck.Count: > 0 } failed) stuck = failed;
            return null;
        }
    }

    private CreationResult Alone(ServiceRequest request, string? requestId, int mark, CancellationToken cancellation)
    {
        try
        {
            return new(mark, creation.CreateAll([request], requestId, cancellation)[0], null);
        }
        catch (AllocationException error) when (!ErrorTraits.EndsAll(error.Kind))
        {
            return new(mark, null, error);
        }
    }

    private bool TakesFromGroupInventories(ServiceRequest request, CancellationToken cancellation)
    {
        var pools = ExternalUse.PoolsOf(request, allocators);
        return pools.Count > 0 && pools.All(pool => IsGroupInventory(pool, cancellation));
    }

    private bool IsGroupInventory(string pool, CancellationToken cancellation)
    {
        if (_groupInventories.TryGetValue(pool, out var known)) return known;
        return _groupInventories[pool] = PoolReference.Of(pool).File is not null || store.Read(IsRegistered, cancellation);

        bool IsRegistered(IStoreSession session)
        {
            try
            {
                return inventories.Find(session, pool) is IGroupInventory;
            }
            catch (AllocationException error) when (!ErrorTraits.EndsAll(error.Kind))
            {
                return false;
            }
        }
    }
}
