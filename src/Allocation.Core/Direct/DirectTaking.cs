using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Direct;

/// <summary>
/// Meets the requests of a batch within one transaction: those for exact numbers first, then rows, then any, so that none takes what
/// another one needs. Goes on after a refusal, so that the caller learns of all of them at once; the transaction must then be undone.
/// </summary>
internal sealed class DirectTaking(IStoreSession session, NumberAllocator numbers, IIdSource ids, IReadOnlyList<DirectRequest> asked,
    DateTimeOffset now, CancellationToken cancellation)
{
    private readonly DirectRequest[] _requests = [.. asked];
    private readonly IReadOnlyList<AllocationRecord>?[] _taken = new IReadOnlyList<AllocationRecord>?[asked.Count];
    private readonly SortedDictionary<int, AllocationException> _refused = [];
    private readonly HashSet<(string Pool, string Name)> _names = [];
    private readonly Dictionary<(string Pool, long Number), string> _exact = [];

    private IReadOnlySet<string>? _inUse;

    // What is left of such a pool says nothing: some of its numbers were taken for a request that was refused.
    private readonly HashSet<string> _spoilt = [];

    /// <summary>Meets them.</summary>
    public DirectOutcome Run()
    {
        PoolOrder.Lock(session, _requests.Where(request => !InternalPools.Is(request.Pool)).Select(request => request.Pool));
        ForEach(Known);
        var kept = _taken.Sum(lines => lines?.Count ?? 0);
        ForEach(place => _requests[place].Numbers.Count > 0 ? TakeExactly(_requests[place]) : null);
        ForEach(place => _requests[place] is { Contiguous: true, Wanted: > 1 } request ? TakeAny(request) : null);
        ForEach(place => TakeAny(_requests[place]));
        return _refused.Count == 0
            ? new DirectOutcome([.. _taken.SelectMany(lines => lines!)], []) { Kept = kept }
            : new DirectOutcome([], [.. _refused.Select(refusal => new BatchRefusal(refusal.Key, refusal.Value))]);
    }

    /// <summary>The leases that hold what was asked for, each once.</summary>
    public IEnumerable<string> Leases => _taken.Select(lines => lines![0].LeaseId).Distinct();

    // Each request that has neither been met nor refused.
    private void ForEach(Func<int, IReadOnlyList<AllocationRecord>?> meet)
    {
        for (var place = 0; place < _requests.Length; place++)
        {
            if (_taken[place] is not null || _refused.ContainsKey(place)) continue;
            cancellation.ThrowIfCancellationRequested();
            try
            {
                _taken[place] = meet(place);
            }
            catch (AllocationException refusal) when (IsOfOne(refusal.Kind))
            {
                _refused.Add(place, refusal);
                _spoilt.Add(NameKey.Of(_requests[place].Pool));
            }
        }
    }

    // Any other error is about the store, and ends all of it.
    private static bool IsOfOne(ErrorKind kind) =>
        kind is ErrorKind.PoolNotFound or ErrorKind.PoolExhausted or ErrorKind.ValueTaken or ErrorKind.ValueOutOfRange
            or ErrorKind.AllocationExists or ErrorKind.InvalidAllocation;

    // What is there already, if that is wanted; null when the request, which has its numbers now, is to be met.
    private IReadOnlyList<AllocationRecord>? Known(int place)
    {
        var request = _requests[place];
        if (request.Mistake(now) is { } mistake) throw mistake;
        var pool = InternalPools.Is(request.Pool) ? null : session.Pools.Lock(request.Pool);
        if (pool is null) throw MissingPool.OfNumbers(session, request.Pool);
        request = _requests[place] = request.Resolved(pool);
        if (request.MistakeOfNumbers() is { } wrong) throw wrong;
        if (!_names.Add((pool.Name, NameKey.Of(request.Name))))
            throw new InvalidAllocationException(request.Name,
                $"'{request.Name}' of pool '{pool.Name}' is asked for twice at once: one name holds once in a pool.");

        // Asked for all names at once, when their pools are locked.
        _inUse ??= session.Allocations.HeldDirectly(_requests.Select(one => one.Name));
        if (!_inUse.Contains(NameKey.Of(request.Name))) return null;
        var held = DirectLease.Find(session, NamePattern.Literal(request.Name), pool.Name).FirstOrDefault();
        if (held is null) return null;
        var same = request.Numbers.Count > 0
            ? request.Numbers.Equals(held.Numbers)
            : request.Count is null || request.Count == held.Lines.Count;
        if (!request.IfNotExists)
            throw new AllocationExistsException(pool.Name, held.Name, $"{held.Numbers}") { WayOut = same ? WayOut.IfNotExists : null };
        return same ? held.Lines : throw new AllocationExistsException(pool.Name, held.Name,
            $"{held.Numbers}, not {(request.Numbers.Count > 0 ? request.Numbers : $"{request.Count} numbers")}");
    }

    private IReadOnlyList<AllocationRecord> TakeExactly(DirectRequest request)
    {
        var pool = session.Pools.Lock(request.Pool)!;
        foreach (var range in request.Numbers)
        {
            if (NumberAllocator.OutOfRange(pool, range) is { } outside) throw outside;
        }

        var lease = LeaseOf(request);
        var taken = new List<AllocationRecord>();
        foreach (var number in request.Numbers.SelectMany(Numbers))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_exact.TryAdd((pool.Name, number), request.Name))
                throw PoolErrors.Taken(pool, number, $"'{_exact[(pool.Name, number)]}' asks for it in the same request");
            taken.Add(numbers.Take(session, pool.Name, number, lease, null));
        }

        return Noted(request, taken);
    }

    private IReadOnlyList<AllocationRecord>? TakeAny(DirectRequest request) => _spoilt.Contains(NameKey.Of(request.Pool))
        ? null
        : Noted(request,
            numbers.TakeSeveral(session, request.Pool, request.Wanted, request.Contiguous, LeaseOf(request), cancellation));

    private IReadOnlyList<AllocationRecord> Noted(DirectRequest request, IReadOnlyList<AllocationRecord> lines)
    {
        if (request.Notes.IsEmpty) return lines;
        session.Notes.Set(NoteSubject.Lease(lines[0].LeaseId), request.Notes);
        return [.. lines.Select(line => line with { Notes = request.Notes })];
    }

    private Lease LeaseOf(DirectRequest request) => new(ids.Next(), request.Name, LeaseKind.Direct) { Time = request.Term.GrantedAt(now) };

    private static IEnumerable<long> Numbers(NumberRange range)
    {
        for (var number = range.From; number < range.To; number++) yield return number;
    }
}
