using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Pools.Use;
using Allocation.Core.Storage;

namespace Allocation.Core.Allocating;

/// <summary>Takes numbers from our own pools for leases and gives them back, with the line in the ledger, in the caller's
/// transaction.</summary>
/// <param name="clock">The time.</param>
/// <param name="ids">Reservation ids.</param>
/// <param name="random">For pools with the random strategy.</param>
/// <param name="warnings">Told from which pools something is taken; null where nobody is warned.</param>
internal sealed class NumberAllocator(TimeProvider clock, IIdSource ids, Random random, UseWarnings? warnings = null)
{
    /// <summary>Takes a number of a pool.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="poolName">The pool, in any case.</param>
    /// <param name="exactly">The one number that will do, or null for the next by the pool's strategy.</param>
    /// <param name="lease">Who will hold it.</param>
    /// <param name="attribute">The attribute of the lease that will hold it.</param>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="PoolExhaustedException">Nothing is free.</exception>
    /// <exception cref="ValueTakenException">The number asked for is held or cools down.</exception>
    /// <exception cref="ValueOutOfRangeException">The pool never gives the number asked for.</exception>
    public AllocationRecord Take(IStoreSession session, string poolName, long? exactly, Lease lease, string? attribute)
    {
        var pool = session.Pools.Lock(poolName) ?? throw MissingPool.OfNumbers(session, poolName);
        var now = clock.Now();
        var numbers = new FreeNumbers(session, pool, now);
        var number = exactly is { } wanted
            ? TakeExactly(session, pool, numbers, wanted, now)
            : numbers.TakeNext(random) ?? throw Exhausted(session, pool, now);
        warnings?.Takes(session, pool);
        return Record(session, pool.Name, pool.Notation.Write(number), number, lease, attribute);
    }

    /// <summary>Takes the next address of a subnet that a lease holds, from the pool of its addresses, which is made when there is
    /// none.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="subnet">The allocation of the subnet.</param>
    /// <param name="poolName">The name of a pool to make; null for one after the subnet.</param>
    /// <param name="lease">Who will hold it.</param>
    /// <param name="attribute">The attribute of the lease that will hold it.</param>
    /// <exception cref="InvalidPoolException">The allocation is of no subnet, or the pool cannot be made.</exception>
    /// <exception cref="PoolExistsException">Another pool has its name.</exception>
    /// <exception cref="PoolExhaustedException">Nothing is free.</exception>
    public AllocationRecord TakeWithin(IStoreSession session, AllocationRecord subnet, string? poolName, Lease lease, string? attribute)
    {
        session.Pools.Lock(subnet.Pool);
        var pool = session.Pools.Within(subnet.ReservationId) is [var first, ..] ? first : PoolCatalog.Add(session,
            poolName ?? SubnetPool.NameOf(subnet), new PoolChange { ParentAllocation = subnet.ReservationId }, clock.Now());
        return Take(session, pool.Name, null, lease, attribute);
    }

    /// <summary>Takes so many numbers of a pool, the next ones by its strategy or a row of them; all or none.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="poolName">The pool, in any case.</param>
    /// <param name="count">How many; at least one.</param>
    /// <param name="inARow">Whether they must stand side by side.</param>
    /// <param name="lease">Who will hold them.</param>
    /// <param name="cancellation">Ends it between two numbers; the transaction must not be committed then.</param>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="PoolExhaustedException">So many are not free, or not in a row.</exception>
    public IReadOnlyList<AllocationRecord> TakeSeveral(IStoreSession session, string poolName, long count, bool inARow, Lease lease,
        CancellationToken cancellation)
    {
        if (count == 1) return [Take(session, poolName, null, lease, null)];
        var pool = session.Pools.Lock(poolName) ?? throw MissingPool.OfNumbers(session, poolName);
        var now = clock.Now();
        var numbers = new FreeNumbers(session, pool, now);
        if (numbers.Count() is var free && free < count)
            throw PoolExhaustedException.TooFew(pool.Name, count, free, Use(session, pool), HasExpired(session, pool, now));
        var row = inARow ? numbers.TakeRow(count, random) ?? throw NoRow(session, pool, numbers, count, now) : default;
        warnings?.Takes(session, pool);
        var taken = new List<AllocationRecord>();
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var number = inARow ? row.From + i : numbers.TakeNext(random) ?? throw Exhausted(session, pool, now);
            taken.Add(Record(session, pool.Name, pool.Notation.Write(number), number, lease, null));
        }

        return taken;
    }

    /// <summary>Takes an unused number of a range within a scope (<see cref="ValueScope"/>), which is made when it is used for the first
    /// time.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="scope">The scope, with its prefix.</param>
    /// <param name="range">From 0 up; half-open.</param>
    /// <param name="atRandom">Any unused number, or the lowest.</param>
    /// <param name="lease">Who will hold it.</param>
    /// <param name="attribute">The attribute of the lease that will hold it.</param>
    /// <exception cref="PoolExhaustedException">All of the range is used.</exception>
    /// <exception cref="ValueOutOfRangeException">The range begins below 0.</exception>
    public AllocationRecord TakeIn(IStoreSession session, string scope, NumberRange range, bool atRandom, Lease lease, string? attribute)
    {
        if (range.From < 0) throw new ValueOutOfRangeException(scope, range.From, "it must be 0 or more");
        var now = clock.Now();
        var pool = session.Pools.Lock(scope) ?? MakeScope(session, scope, now);
        var numbers = new FreeNumbers(session, pool, now);
        var number = (atRandom ? numbers.TakeRandomIn(range, random) : numbers.TakeFirstIn(range))
            ?? throw new PoolExhaustedException(scope, $"every number of {range} is held");
        return Record(session, pool.Name, LedgerText.Of(number), number, lease, attribute);
    }

    /// <summary>Writes an active allocation of a value that is not a number into the ledger.</summary>
    /// <exception cref="ValueTakenException">It is held.</exception>
    public AllocationRecord RecordText(IStoreSession session, string scope, string value, Lease lease, string attribute)
    {
        if (session.Allocations.FindActive(scope, value) is { } holder)
            throw new ValueTakenException(scope, value, $"'{holder.LeaseName}' holds it as {holder.Attribute}, and it must be unique");
        return Record(session, scope, value, null, lease, attribute);
    }

    /// <summary>Writes an active allocation of a number into the ledger.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="pool">The pool or inventory it comes from.</param>
    /// <param name="number">The number.</param>
    /// <param name="lease">Who holds it.</param>
    /// <param name="attribute">The attribute of the lease that holds it.</param>
    /// <param name="reservationId">The id that was promised for it; null for a new one.</param>
    /// <param name="handle">The inventory's own id of it, if it has one.</param>
    public AllocationRecord Record(
        IStoreSession session,
        string pool,
        long number,
        Lease lease,
        string? attribute,
        string? reservationId = null,
        string? handle = null) => Record(session, pool, LedgerText.Of(number), number, lease, attribute, reservationId, handle);

    private static NumberPool MakeScope(IStoreSession session, string scope, DateTimeOffset now)
    {
        var pool = new NumberPool { Name = scope, Range = new NumberRange(0, long.MaxValue), CreatedAt = now };
        if (!session.Pools.Add(pool))
            throw new StoreConflictException(scope, "another caller used it for the first time at the same moment");
        new FreeNumbers(session, pool, now).Fill();
        return pool;
    }

    private AllocationRecord Record(
        IStoreSession session,
        string pool,
        string resource,
        long? number,
        Lease lease,
        string? attribute,
        string? reservationId = null,
        string? handle = null)
    {
        var record = new AllocationRecord
        {
            ReservationId = reservationId ?? ids.Next(),
            Pool = pool,
            ResourceId = resource,
            Value = number,
            LeaseId = lease.Id,
            LeaseName = lease.Name,
            LeaseKind = lease.Kind,
            Attribute = attribute,
            Handle = handle,
            StartDate = lease.Time.Start ?? clock.Now(),
            EndDate = lease.Time.End,
        };
        session.Allocations.Add(record);
        StoreTrace.Current?.Decision?.Invoke(
            $"'{lease.Name}' takes {resource} from {pool}{(attribute is null ? "" : $" as {attribute}")}.");
        return record;
    }

    /// <summary>Ends an active allocation; the number goes back to its pool when that is one of ours, and the pool of a subnet's
    /// addresses goes.</summary>
    /// <exception cref="PoolInUseException">It is a subnet, and an address of its own pool is held.</exception>
    public void Release(IStoreSession session, AllocationRecord record)
    {
        var now = clock.Now();
        if (record.Value is { } number && session.Pools.Lock(record.Pool) is { } pool)
        {
            if (pool.Notation.Kind == NotationKind.Subnet) SubnetPool.RemoveOf(session, record);
            new FreeNumbers(session, pool, now).Release(number);
        }

        End(session, record, now);
    }

    // A lease that is given back before its begin never lasted, and must not look as if it ended before it began.
    private static void End(IStoreSession session, AllocationRecord record, DateTimeOffset now)
    {
        var start = record.StartDate < now ? record.StartDate : now;
        LedgerChange.Write(session, record with { State = AllocationState.Released, StartDate = start, EndDate = now });
        StoreTrace.Current?.Decision?.Invoke($"'{record.LeaseName}' gives back {record.ResourceId} to {record.Pool}.");
    }

    private static long TakeExactly(IStoreSession session, NumberPool pool, FreeNumbers numbers, long wanted, DateTimeOffset now)
    {
        if (numbers.TakeExact(wanted)) return wanted;
        var written = pool.Notation.Write(wanted);
        if (OutOfRange(pool, NumberRange.Of(wanted)) is { } outside) throw outside;
        if (!pool.Gives(wanted)) throw PoolErrors.OutOfRange(pool, wanted, "it is excluded");
        if (session.Allocations.FindActive(pool.Name, written) is { } holder)
        {
            if (holder.LeaseKind != LeaseKind.Import)
                throw PoolErrors.Taken(pool, wanted, $"'{holder.LeaseName}' holds it", holder.EndDate <= now);
            End(session, holder, now);
            return wanted;
        }

        if (session.Cooling.Find(pool.Name, wanted) is { } cooling)
            throw PoolErrors.Taken(pool, wanted, $"it is cooling down until {cooling.ReadyAt:u}");
        throw new StoreCorruptException($"Pool '{pool.Name}'", $"{written} is neither free nor held nor cooling down");
    }

    /// <summary>The error for a range of numbers that a pool does not have as a whole; null when it has them, excluded ones among
    /// them.</summary>
    public static ValueOutOfRangeException? OutOfRange(NumberPool pool, NumberRange wanted)
    {
        var ranges = pool.Range.Except(pool.Gaps).ToList();
        return wanted.Except(ranges).Select(outside => (long?)outside.From).FirstOrDefault() is { } outside
            ? PoolErrors.OutOfRange(pool, outside, $"it must be in {pool.Notation.Write(ranges.DefaultIfEmpty())}")
            : null;
    }

    private static PoolExhaustedException Exhausted(IStoreSession session, NumberPool pool, DateTimeOffset now) =>
        new(pool.Name, Use(session, pool)) { ExpiredLeaseHolds = HasExpired(session, pool, now) };

    private static PoolExhaustedException NoRow(IStoreSession session, NumberPool pool, FreeNumbers numbers,
        long wanted, DateTimeOffset now)
    {
        var longest = numbers.LongestRow();
        return PoolExhaustedException.NoRow(pool.Name, wanted, $"{longest.Count} ({pool.Notation.Write(longest)})", Use(session, pool),
            HasExpired(session, pool, now));
    }

    private static string Use(IStoreSession session, NumberPool pool)
    {
        var without = pool.Excluded.Count > 0 ? $" without {pool.Notation.Write(pool.Excluded)}" : "";
        var only = pool.Range.Count == 1 ? "only " : "";
        return $"{session.Allocations.CountActive(pool.Name)} of {pool.Size} held, {session.Cooling.Count(pool.Name)} cooling down; " +
            $"it gives {only}{pool.Notation.Write(pool.Range.Except(pool.Gaps).DefaultIfEmpty())}{without}";
    }

    private static bool HasExpired(IStoreSession session, NumberPool pool, DateTimeOffset now) =>
        session.Allocations.Query(new() { Pool = pool.Name, Expired = true, AsOf = now, Take = 1 }).Any();
}
