using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Pools;

/// <summary>Makes, lists, changes and removes number pools.</summary>
/// <param name="store">Where they live.</param>
/// <param name="clock">The time.</param>
/// <param name="ids">Ids for what an import finds in use.</param>
public sealed class PoolCatalog(IAllocationStore store, TimeProvider clock, IIdSource ids)
{
    // Often enough to see it move, and too seldom to cost anything.
    private const int ImportStep = 1000;

    /// <summary>Makes a pool.</summary>
    /// <param name="name">Its name; see <see cref="PoolName"/>.</param>
    /// <param name="settings">At least <see cref="PoolChange.From"/> and <see cref="PoolChange.To"/>.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="InvalidPoolException">Name, range, exclusions or delay are not acceptable.</exception>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    public AllocationPool Create(string name, PoolChange settings, CancellationToken cancellation = default)
    {
        var pool = PoolRules.Apply(new NumberPool { Name = PoolName.Check(name), Range = default, CreatedAt = clock.Now() }, settings);
        return store.Run(session => Add(session, pool), cancellation);
    }

    /// <summary>Whether such a pool could be made, without making it; for a preview.</summary>
    /// <exception cref="InvalidPoolException">It could not.</exception>
    public static void Check(string name, PoolChange settings) =>
        PoolRules.Apply(new NumberPool { Name = PoolName.Check(name), Range = default }, settings);

    /// <summary>The pools whose names fit, by name. A name without wildcards that no pool has is an error; a pattern may find none.</summary>
    /// <exception cref="PoolNotFoundException">No pool has exactly that name.</exception>
    public IReadOnlyList<AllocationPool> Find(NamePattern names, CancellationToken cancellation = default) => store.Read(
        session =>
        {
            if (names.Exact is not { } exact)
                return session.Pools.All().Where(p => names.Matches(p.Name) && !p.IsScope).ToList().ConvertAll(p => Describe(session, p));
            var pool = session.Pools.Find(exact) ?? throw new PoolNotFoundException(exact);
            return [Describe(session, pool)];
        },
        cancellation);

    /// <summary>The names of all pools, without the counting that <see cref="Find"/> does.</summary>
    public IReadOnlyList<string> Names(CancellationToken cancellation = default) =>
        store.Read(session => session.Pools.All().Where(pool => !pool.IsScope).Select(pool => pool.Name).ToList(), cancellation);

    /// <summary>Changes a pool. Nothing changes unless all of it can.</summary>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="InvalidPoolException">The result would be no pool.</exception>
    /// <exception cref="PoolInUseException">The new range cuts off a number that is held; it is named.</exception>
    public AllocationPool Change(string name, PoolChange change, CancellationToken cancellation = default) => store.Run(
        session =>
        {
            var old = session.Pools.Lock(name) ?? throw new PoolNotFoundException(name);
            var pool = PoolRules.Apply(old, change);
            RefuseToCutOff(session, old, pool);
            session.Pools.Update(pool);
            var numbers = new FreeNumbers(session, pool, clock.Now());
            var (before, after) = (old.Range.Except(old.Excluded).ToList(), pool.Range.Except(pool.Excluded).ToList());
            foreach (var gone in before.SelectMany(r => r.Except(after))) numbers.Withdraw(gone);
            if (pool.ReuseDelay == TimeSpan.Zero) numbers.EndCooling();
            if (pool.Strategy != old.Strategy) numbers.ForgetAge();
            foreach (var come in after.SelectMany(r => r.Except(before))) numbers.Bring(come);
            return Describe(session, pool);
        },
        cancellation);

    /// <summary>Removes a pool. Its ended allocations stay in the ledger.</summary>
    /// <exception cref="PoolNotFoundException">No pool has that name.</exception>
    /// <exception cref="PoolInUseException">Something of it is held.</exception>
    public void Remove(string name, CancellationToken cancellation = default) => store.Run(
        session =>
        {
            var pool = session.Pools.Lock(name) ?? throw new PoolNotFoundException(name);
            if (session.Allocations.CountActive(pool.Name) is var held and > 0)
                throw new PoolInUseException(pool.Name, null, $"Pool '{pool.Name}' is in use: {held} of its numbers are held.");
            return session.Pools.Remove(pool.Name);
        },
        cancellation);

    /// <summary>
    /// Takes a VLAN pool file over as a pool: its range, and its used numbers as held by the import. A service that asks
    /// for exactly such a number takes it over from the import.
    /// </summary>
    /// <param name="file">The file; it is only read.</param>
    /// <param name="name">The name of the new pool.</param>
    /// <param name="progress">Told how far it is; may start again when the store was contended.</param>
    /// <param name="cancellation">Ends it; then nothing is taken over.</param>
    /// <exception cref="InvalidPoolFileException">The file is missing or damaged.</exception>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    public AllocationPool Import(VlanPoolFile file, string name, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        var content = file.Read(cancellation);
        var pool = new NumberPool { Name = PoolName.Check(name), Range = content.Range, CreatedAt = clock.Now() };
        var lease = ids.Next();
        return store.Run(
            session =>
            {
                Add(session, pool);
                var numbers = new FreeNumbers(session, pool, pool.CreatedAt);
                var done = 0;
                foreach (var used in content.Used)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (done++ % ImportStep == 0) progress?.Report(new TransferProgress(done - 1, content.Used.Count));
                    if (!numbers.TakeExact(used)) throw new InvalidPoolFileException(file.Path, $"{used} is used twice or lies outside {content.Range}");
                    session.Allocations.Add(new AllocationRecord
                    {
                        ReservationId = ids.Next(),
                        Pool = pool.Name,
                        ResourceId = LedgerText.Of(used),
                        Value = used,
                        LeaseId = lease,
                        LeaseName = file.Path,
                        LeaseKind = LeaseKind.Import,
                        StartDate = pool.CreatedAt,
                    });
                }

                return Describe(session, pool);
            },
            cancellation);
    }

    private AllocationPool Add(IStoreSession session, NumberPool pool)
    {
        if (session.ResourcePools.Find(pool.Name) is { } other) throw new PoolExistsException(other.Name);
        if (!session.Pools.Add(pool)) throw new PoolExistsException(session.Pools.Find(pool.Name)?.Name ?? pool.Name);
        new FreeNumbers(session, pool, pool.CreatedAt).Fill();
        return Describe(session, pool);
    }

    /// <summary>All pools as the session sees them, by name.</summary>
    internal IReadOnlyList<AllocationPool> DescribeAll(IStoreSession session) =>
        session.Pools.All().Where(p => !p.IsScope).ToList().ConvertAll(pool => Describe(session, pool));

    private static void RefuseToCutOff(IStoreSession session, NumberPool old, NumberPool pool)
    {
        var below = new NumberRange(old.Range.From, Math.Max(old.Range.From, pool.Range.From));
        var above = new NumberRange(Math.Min(pool.Range.To, old.Range.To), old.Range.To);
        var first = session.Allocations.ActiveIn(old.Name, below).Concat(session.Allocations.ActiveIn(old.Name, above)).FirstOrDefault();
        if (first is null) return;
        throw new PoolInUseException(old.Name, first.ResourceId, $"Pool '{old.Name}' cannot become {pool.Range}: {first.ResourceId} is held by '{first.LeaseName}'.");
    }

    private AllocationPool Describe(IStoreSession session, NumberPool pool)
    {
        // A number whose delay is over becomes free with the next take, so people may count on it now.
        var ready = pool.ReuseDelay > TimeSpan.Zero ? session.Cooling.Due(pool.Name, clock.Now()).Count : 0;
        return new AllocationPool
        {
            Name = pool.Name,
            From = pool.Range.From,
            To = pool.Range.To,
            Excluded = pool.Excluded,
            Strategy = pool.Strategy,
            ReuseDelay = pool.ReuseDelay,
            Size = pool.Size,
            Held = session.Allocations.CountActive(pool.Name),
            Free = session.FreeRanges.Total(pool.Name) + ready,
            Cooling = session.Cooling.Count(pool.Name) - ready,
            CreatedAt = pool.CreatedAt,
        };
    }
}
