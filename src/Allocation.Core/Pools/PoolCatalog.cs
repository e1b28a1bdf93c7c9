using Allocation.Core.Errors;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Pools.Use;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Pools;

/// <summary>Makes, lists, changes and removes number pools.</summary>
/// <param name="store">Where they live.</param>
/// <param name="clock">The time.</param>
/// <param name="warnings">Gets what is to be looked at; null for nothing.</param>
internal sealed class PoolCatalog(IAllocationStore store, TimeProvider clock, UseWarnings? warnings = null)
{
    /// <summary>Makes a pool.</summary>
    /// <param name="name">Its name; see <see cref="PoolName"/>.</param>
    /// <param name="settings">At least <see cref="PoolChange.From"/> and <see cref="PoolChange.To"/>.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="InvalidPoolException">Name, range, exclusions or delay are not acceptable, or what the parent holds is no
    /// subnet.</exception>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    /// <exception cref="AllocationNotFoundException">The allocation that is to be its parent is not there, or over.</exception>
    public AllocationPool Create(string name, PoolChange settings, CancellationToken cancellation = default)
    {
        PoolName.Check(name);
        var now = clock.Now();
        return Looked(store.Run(session => Describe(session, Add(session, name, settings, now)), cancellation));
    }

    private AllocationPool Looked(AllocationPool pool)
    {
        if (pool.Size > 0) return pool;
        warnings?.Tell(pool.From < pool.To
            ? $"Pool '{pool.Name}' gives nothing: all that is in its range is excluded."
            : $"Pool '{pool.Name}' gives nothing: its range ends before {pool.To}, where it begins. " +
                "The end that was given is not in the range.");
        return pool;
    }

    /// <summary>Adds a pool to the session that was asked for.</summary>
    /// <inheritdoc cref="Create"/>
    internal static NumberPool Add(IStoreSession session, string name, PoolChange settings, DateTimeOffset now)
    {
        if (settings.ParentAllocation is { } parent)
            settings = settings with { Notation = AddressesOf(session, name, parent) };
        var empty = new NumberPool { Name = PoolName.Check(name), Range = default, CreatedAt = now };
        var pool = PoolRules.Apply(empty with { ParentAllocation = settings.ParentAllocation }, settings);
        RefuseOtherWriting(session, pool);
        PoolOverlap.Refuse(session, null, pool, settings.AllowOverlap);
        return Put(session, pool);
    }

    /// <summary>Whether such a pool could be made, without making it; for a preview.</summary>
    /// <returns>What it would give, as it is written.</returns>
    /// <exception cref="InvalidPoolException">It could not. Of a pool within a subnet, only the name is looked at.</exception>
    public static string Check(string name, PoolChange settings)
    {
        PoolName.Check(name);
        if (settings.ParentAllocation is { } parent) return $"(the addresses of allocation {parent})";
        var pool = PoolRules.Apply(new NumberPool { Name = name, Range = default }, settings);
        return WhatGives(pool);
    }

    private static string WhatGives(NumberPool pool) => pool.Notation.Write(pool.Range.Except(pool.Gaps).DefaultIfEmpty());

    /// <summary>The pools whose names fit, by name. A name without wildcards that no pool has is an error; a pattern may find
    /// none.</summary>
    /// <exception cref="PoolNotFoundException">No pool has exactly that name.</exception>
    public IReadOnlyList<AllocationPool> Find(NamePattern names, CancellationToken cancellation = default) =>
        Find(names, PoolFilter.All, cancellation);

    /// <summary>As <see cref="Find(NamePattern, CancellationToken)"/>, of those the ones that a filter lets through.</summary>
    /// <exception cref="PoolNotFoundException">No pool has exactly that name.</exception>
    public IReadOnlyList<AllocationPool> Find(NamePattern names, PoolFilter filter, CancellationToken cancellation = default) => store.Read(
        session =>
        {
            var found = names.Exact is { } exact
                ? [session.Pools.Find(exact) ?? throw MissingPool.OfNumbers(session, exact)]
                : session.Pools.All(filter.Notes).Where(p => names.Matches(p.Name) && !p.IsScope).ToList();
            return found.FindAll(pool => filter.Notes is null || filter.Notes.Matches(pool.Notes))
                .ConvertAll(pool => Describe(session, pool))
                .FindAll(pool => filter.IsUsed(pool.PercentUsed));
        },
        cancellation);

    /// <summary>What is noted of pools, by the names of the pools; for completion.</summary>
    public IReadOnlyList<NoteSet> Notes(CancellationToken cancellation = default) =>
        store.Read(session => session.Pools.All().Select(pool => pool.Notes).ToList(), cancellation);

    /// <summary>The names of all pools, without the counting that a listing does.</summary>
    public IReadOnlyList<string> Names(CancellationToken cancellation = default) =>
        store.Read(session => session.Pools.All().Where(pool => !pool.IsScope).Select(pool => pool.Name).ToList(), cancellation);

    /// <summary>What is free in the pools whose names fit and what would come next, by name; nothing is taken.</summary>
    /// <param name="names">The name, or a pattern.</param>
    /// <param name="count">How many of the next numbers are told.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="PoolNotFoundException">No pool of numbers has exactly that name.</exception>
    public IReadOnlyList<FreeResource> Foresee(NamePattern names, int count, CancellationToken cancellation = default) => store.Read(
        session =>
        {
            var pools = names.Exact is { } exact
                ? [session.Pools.Find(exact) is { IsScope: false } pool ? pool : throw MissingPool.OfNumbers(session, exact)]
                : session.Pools.All().Where(p => names.Matches(p.Name) && !p.IsScope).ToList();
            return pools.ConvertAll(pool => Foresee(session, pool, count));
        },
        cancellation);

    /// <summary>Changes a pool. Nothing changes unless all of it can.</summary>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="InvalidPoolException">The result would be no pool.</exception>
    /// <exception cref="PoolInUseException">The new range cuts off a number that is held; it is named.</exception>
    public AllocationPool Change(string name, PoolChange change, CancellationToken cancellation = default) => Looked(store.Run(
        session =>
        {
            var old = session.Pools.Lock(name) ?? throw MissingPool.OfNumbers(session, name);
            var pool = PoolRules.Apply(old, change);
            PoolOverlap.Refuse(session, old, pool, change.AllowOverlap);
            RefuseToCutOff(session, old, pool);
            if (!change.AllowHeld) RefuseToExclude(session, old, pool);
            session.Pools.Update(pool);
            var numbers = new FreeNumbers(session, pool, clock.Now());
            var (before, after) = (old.Given.ToList(), pool.Given.ToList());
            foreach (var gone in before.SelectMany(r => r.Except(after))) numbers.Withdraw(gone);
            if (pool.ReuseDelay == TimeSpan.Zero) numbers.EndCooling();
            if (pool.Strategy != old.Strategy) numbers.ForgetAge();
            foreach (var come in after.SelectMany(r => r.Except(before))) numbers.Bring(come);
            return Describe(session, pool);
        },
        cancellation));

    /// <summary>Removes a pool. Its ended allocations stay in the ledger.</summary>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="PoolInUseException">Something of it is held.</exception>
    public void Remove(string name, CancellationToken cancellation = default) => store.Run(
        session =>
        {
            var pool = session.Pools.Lock(name) ?? throw MissingPool.OfNumbers(session, name);
            if (PoolErrors.InUse(session, pool.Name, $"Pool '{pool.Name}'") is { } inUse) throw inUse;
            return session.Pools.Remove(pool.Name);
        },
        cancellation);

    /// <summary>All pools as the session sees them, by name.</summary>
    internal IReadOnlyList<AllocationPool> DescribeAll(IStoreSession session) =>
        session.Pools.All().Where(p => !p.IsScope).ToList().ConvertAll(pool => Describe(session, pool));

    /// <summary>Adds a pool with all of its numbers free.</summary>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    internal AllocationPool Add(IStoreSession session, NumberPool pool)
    {
        return Describe(session, Put(session, pool));
    }

    // The addresses of a subnet that is held, with the pool of the subnet locked: before that, the line may still end in another session.
    private static AddressNotation AddressesOf(IStoreSession session, string name, string parent)
    {
        var subnet = session.Allocations.Find(parent) ?? throw new AllocationNotFoundException(parent);
        var pool = session.Pools.Lock(subnet.Pool);
        if (session.Allocations.FindActive(subnet.Pool, subnet.ResourceId)?.ReservationId != parent)
            throw AllocationNotFoundException.Over(parent, $"{subnet.ResourceId} of pool '{subnet.Pool}'");
        return pool?.Notation is SubnetNotation
            ? AddressNotation.Of(subnet.ResourceId)
            : throw new InvalidPoolException(name,
                $"Pool '{name}' is not valid: its parent must be an allocation of a subnet, not {subnet.ResourceId} of '{subnet.Pool}'.");
    }

    private static NumberPool Put(IStoreSession session, NumberPool pool)
    {
        if (session.ResourcePools.Find(pool.Name) is { } other) throw new PoolExistsException(other.Name, other.Removed);
        if (!session.Pools.Add(pool)) throw new PoolExistsException(session.Pools.Find(pool.Name)?.Name ?? pool.Name);
        new FreeNumbers(session, pool, pool.CreatedAt).Fill();
        return pool;
    }

    /// <summary>A pool as people see it.</summary>
    internal AllocationPool Describe(IStoreSession session, NumberPool pool)
    {
        // A number whose delay is over becomes free with the next take, so people may count on it now.
        var ready = pool.ReuseDelay > TimeSpan.Zero ? session.Cooling.Due(pool.Name, clock.Now()).Count : 0;
        return new AllocationPool
        {
            Name = pool.Name,
            From = pool.Range.From,
            To = pool.Range.To,
            Excluded = new NumberRangeList(pool.Excluded, pool.Notation),
            Notation = pool.Notation.Kind,
            Gives = WhatGives(pool),
            Network = pool.Notation.Network?.ToString(),
            PrefixLength = (pool.Notation as SubnetNotation)?.PrefixLength,
            ParentAllocation = pool.ParentAllocation,
            MacPrefix = (pool.Notation as MacNotation)?.MacPrefix,
            Pattern = (pool.Notation as TextNotation)?.Pattern,
            Writing = pool.Notation,
            Strategy = pool.Strategy,
            ReuseDelay = pool.ReuseDelay,
            Size = pool.Size,
            Held = session.Allocations.CountActive(pool.Name),
            Free = session.FreeRanges.Total(pool.Name) + ready,
            Cooling = session.Cooling.Count(pool.Name) - ready,
            WarnAt = pool.WarnAt,
            Description = pool.Notes.Description,
            Owner = pool.Notes.Owner,
            Tag = pool.Notes.Tags,
            CreatedAt = pool.CreatedAt,
        };
    }

    private FreeResource Foresee(IStoreSession session, NumberPool pool, int count)
    {
        var numbers = new FreeNumbers(session, pool, clock.Now());
        var next = numbers.Foresee(count);
        return new FreeResource
        {
            Pool = pool.Name,
            Next = next,
            ResourceId = [.. next.Select(pool.Notation.Write)],
            Free = numbers.Count(),
            FreeRanges = new NumberRangeList(numbers.Ranges(), pool.Notation),
            Strategy = pool.Strategy,
        };
    }

    // Within one name of the ledger, a resource has one number for ever: it is found by it.
    private static void RefuseOtherWriting(IStoreSession session, NumberPool pool)
    {
        var former = session.Allocations.Query(new() { Pool = pool.Name, Take = 1 }).FirstOrDefault();
        if (former?.Value is not { } number) return;
        if (number < pool.Notation.Whole.To && pool.Notation.Write(number) == former.ResourceId) return;
        throw new InvalidPoolException(pool.Name,
            $"Pool '{pool.Name}' is not valid: the ledger has {former.ResourceId} of a former pool of this name, and this one counts " +
            "and writes its resources otherwise. Choose another name, or clear the history first.");
    }

    private static void RefuseToCutOff(IStoreSession session, NumberPool old, NumberPool pool)
    {
        var kept = pool.Range.Except(pool.Gaps).ToList();
        var first = old.Range.Except(old.Gaps).SelectMany(part => part.Except(kept))
            .SelectMany(gone => session.Allocations.ActiveIn(old.Name, gone)).FirstOrDefault();
        if (first is null) return;
        throw new PoolInUseException(old.Name, first.ResourceId,
            $"Pool '{old.Name}' cannot become {pool.Notation.Write(pool.Range)}: {first.ResourceId} is held by '{first.LeaseName}'.");
    }

    private static void RefuseToExclude(IStoreSession session, NumberPool old, NumberPool pool)
    {
        var first = pool.Excluded.SelectMany(part => part.Except(old.Excluded))
            .SelectMany(come => session.Allocations.ActiveIn(old.Name, come)).FirstOrDefault();
        if (first is null) return;
        throw new PoolInUseException(old.Name, first.ResourceId,
            $"Pool '{old.Name}' cannot exclude {first.ResourceId}: it is held by '{first.LeaseName}'. Give it back first.")
        {
            WayOut = WayOut.AllowHeld,
        };
    }
}
