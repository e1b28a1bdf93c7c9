using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Use;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.ResourcePools.PoolsYaml;
using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools;

/// <summary>Makes, lists, changes, imports and removes resource pools.</summary>
internal sealed class ResourcePoolCatalog
{
    private readonly QueueTransactions _transactions;
    private readonly ResourceTransitions _transitions;
    private readonly UseWarnings _warnings;

    internal ResourcePoolCatalog(QueueTransactions transactions, ResourceTransitions transitions, UseWarnings warnings)
    {
        _warnings = warnings;
        _transactions = transactions;
        _transitions = transitions;
    }

    /// <summary>Makes a pool. A manager fills it.</summary>
    /// <exception cref="InvalidPoolException">The name or a setting is not acceptable; the message says all that is wrong.</exception>
    /// <exception cref="PoolExistsException">The name is taken, by a pool of either kind.</exception>
    public ResourcePoolStatus Create(string name, ResourcePoolSettings settings, CancellationToken cancellation = default)
    {
        Check(name, settings);
        var made = _transactions.Run(
            tx =>
            {
                RefuseTaken(tx.Session, name);
                RefuseMixedTags(tx.Session, name, settings);
                var pool = new ResourcePool { Name = name, Settings = settings, CreatedAt = tx.Now };
                tx.Session.ResourcePools.Add(pool);
                tx.Touch();
                return ResourcePoolStatus.Of(pool, []);
            },
            cancellation);
        if (settings.MaxPrealloc == 0 && settings.TagsOnDemand.Count == 0)
            _warnings.Tell($"Pool '{name}' starts no resources: it keeps none ready (its MaxPrealloc is 0), and has no tag on demand.");
        return made;
    }

    /// <summary>Whether such a pool could be made, as far as it depends on nothing else; for a preview.</summary>
    /// <exception cref="InvalidPoolException">It could not.</exception>
    public static void Check(string name, ResourcePoolSettings settings)
    {
        PoolName.Check(name);
        var mistakes = ResourcePoolRules.Mistakes(name, settings).ToList();
        if (mistakes.Count > 0)
            throw new InvalidPoolException(name, $"Pool '{name}' is not valid: {string.Join(' ', mistakes.Select(m => m.Text))}");
    }

    /// <summary>The pools whose names fit, by name. A name without wildcards that no pool has is an error; a pattern may find
    /// none.</summary>
    /// <exception cref="PoolNotFoundException">No resource pool has exactly that name.</exception>
    public IReadOnlyList<ResourcePoolStatus> Find(NamePattern names, CancellationToken cancellation = default) => _transactions.Read(
        session =>
        {
            if (names.Exact is not { } exact)
                return session.ResourcePools.All().Where(p => names.Matches(p.Name)).Select(p => Describe(session, p)).ToList();
            return [Describe(session, session.ResourcePools.Find(exact) ?? throw MissingPool.OfResources(session, exact))];
        },
        cancellation);

    /// <summary>The names of the pools, by name; for completion.</summary>
    public IReadOnlyList<string> Names(CancellationToken cancellation = default) =>
        _transactions.Read(session => session.ResourcePools.All().Select(pool => pool.Name).ToList(), cancellation);

    /// <summary>The tags that resources of some pool carry, each once, by code point; for completion.</summary>
    public IReadOnlyList<string> Tags(CancellationToken cancellation = default) => _transactions.Read(
        session => session.ResourcePools.All()
            .SelectMany(pool => pool.Settings.Tags.Concat(pool.Settings.TagsOnDemand))
            .Select(tag => tag.Name)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList(),
        cancellation);

    /// <summary>Whether a resource pool has that name.</summary>
    public bool Has(string name, CancellationToken cancellation = default) =>
        _transactions.Read(session => session.ResourcePools.Find(name) is not null, cancellation);

    /// <summary>Changes a pool. Resources that are there keep the tags and numbers that they were started with.</summary>
    /// <param name="name">The pool.</param>
    /// <param name="settings">Gives the new settings from the old ones.</param>
    /// <param name="paused">Whether new starts are held back; null leaves it as it is.</param>
    /// <param name="draining">Whether it is emptied; null leaves it as it is.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <exception cref="PoolNotFoundException">No resource pool has that name.</exception>
    /// <exception cref="InvalidPoolException">The result would be no pool.</exception>
    public ResourcePoolStatus Change(
        string name, Func<ResourcePoolSettings, ResourcePoolSettings> settings, bool? paused = null, bool? draining = null,
            CancellationToken cancellation = default) => _transactions.Run(
        tx =>
        {
            var old = tx.Session.ResourcePools.Find(name) ?? throw MissingPool.OfResources(tx.Session, name);
            var pool = old with { Settings = settings(old.Settings), Paused = paused ?? old.Paused, Draining = draining ?? old.Draining };
            Check(pool.Name, pool.Settings);
            RefuseMixedTags(tx.Session, pool.Name, pool.Settings);
            Save(tx, pool);
            return Describe(tx.Session, pool);
        },
        cancellation);

    /// <summary>Removes a pool: at once when it is empty, else it drains and goes with its last resource.</summary>
    /// <returns>Whether it is gone already.</returns>
    /// <exception cref="PoolNotFoundException">No resource pool has that name.</exception>
    public bool Remove(string name, CancellationToken cancellation = default)
    {
        var (isGone, isManned) = _transactions.Run(
            tx =>
            {
                var pool = tx.Session.ResourcePools.Find(name) ?? throw MissingPool.OfResources(tx.Session, name);
                return (Remove(tx, pool), ManagerLiveness.IsManned(tx.Session, tx.Now));
            },
            cancellation);
        if (!isGone && !isManned)
            _warnings.Tell($"Pool '{name}' goes with the last of its resources, and no pool manager runs that would delete them.");
        return isGone;
    }

    /// <summary>
    /// Takes over a file of pools: new ones are made, those that are there get the new settings, those that came from the
    /// same file and are no longer in it are removed. Nothing changes unless all of it is valid.
    /// </summary>
    /// <exception cref="InvalidPoolFileException">The file has mistakes; the message says all of them, with their lines.</exception>
    public PoolsYamlImport Import(PoolsYamlFile file, CancellationToken cancellation = default) => _transactions.Run(
        tx =>
        {
            var changes = new List<string>();
            var there = tx.Session.ResourcePools.All();
            RefuseMistakes(tx.Session, file, there);
            var dropped = file.Dropped(there).Select(gone => Describe(tx.Session, gone with { Removed = true })).ToList();
            foreach (var gone in file.Dropped(there)) Remove(tx, gone);
            foreach (var (name, settings) in file.Pools)
            {
                var old = tx.Session.ResourcePools.Find(name);
                var pool = (old ?? new ResourcePool { Name = name, Settings = settings, CreatedAt = tx.Now }) with
                {
                    Settings = settings,
                    Source = file.Path,
                    Removed = false,
                };
                if (old is null) tx.Session.ResourcePools.Add(pool);
                else Save(tx, pool);
                if (PoolsYamlImport.Change(old, pool) is { } change) changes.Add(change);
            }

            tx.Touch();
            return new PoolsYamlImport(
                [.. file.Pools.Select(p => Describe(tx.Session, tx.Session.ResourcePools.Find(p.Name)!)), .. dropped], changes);
        },
        cancellation);

    /// <summary>The names of the pools that an import of a file would remove, or empty and then remove. Changes nothing.</summary>
    /// <exception cref="InvalidPoolFileException">The file has mistakes; the message says all of them, with their lines.</exception>
    public IReadOnlyList<string> DroppedBy(PoolsYamlFile file, CancellationToken cancellation = default) => _transactions.Read(
        session =>
        {
            var there = session.ResourcePools.All();
            RefuseMistakes(session, file, there);
            return file.Dropped(there).Select(p => p.Name).ToList();
        },
        cancellation);

    private static void RefuseMistakes(IStoreSession session, PoolsYamlFile file, IReadOnlyList<ResourcePool> there)
    {
        var mistakes = file.Mistakes(there, name => session.Pools.Find(name) is not null);
        if (mistakes.Count == 0) return;
        throw new InvalidPoolFileException(file.Path, string.Join(Environment.NewLine, mistakes)) { HasLines = mistakes.Count > 1 };
    }

    private static void RefuseTaken(IStoreSession session, string name)
    {
        if (session.ResourcePools.Find(name) is { } pool) throw new PoolExistsException(pool.Name, pool.Removed);
        if (session.Pools.Find(name) is { } numbers) throw new PoolExistsException(numbers.Name);
    }

    private bool Remove(QueueTransaction tx, ResourcePool pool)
    {
        tx.Touch();
        if (tx.Session.Resources.Query(new ResourceQuery { Pool = pool.Name }).Any())
        {
            Save(tx, pool with { Removed = true });
            return false;
        }

        tx.Session.Pools.Remove(InternalPools.OfIds(pool.Name));
        return tx.Session.ResourcePools.Remove(pool.Name);
    }

    // A pool that is emptied gives nothing any more from this moment on, not from the next pass.
    private void Save(QueueTransaction tx, ResourcePool pool)
    {
        tx.Session.ResourcePools.Update(pool);
        tx.Touch();
        if (!pool.Empties) return;
        foreach (var idle in tx.Session.Resources.Query(new ResourceQuery { Pool = pool.Name }).Where(r => r.Unused).ToList())
            _transitions.RequestDelete(tx, idle, null);
    }

    private static void RefuseMixedTags(IStoreSession session, string name, ResourcePoolSettings settings)
    {
        var others = session.ResourcePools.All().Where(p => !p.Removed && NameKey.Of(p.Name) != NameKey.Of(name))
            .Select(p => (p.Name, p.Settings));
        if (ResourcePoolRules.MixedTags([(name, settings), .. others]).FirstOrDefault() is { Tag: not null } mixed)
            throw new InvalidPoolException(name,
                $"The tag '{mixed.Tag}' is on demand in pool '{mixed.OnDemand}' and normal in pool '{mixed.Normal}'; it must be one of " +
                "them in all pools.");
    }

    /// <summary>A pool as people see it.</summary>
    internal static ResourcePoolStatus Describe(IStoreSession session, ResourcePool pool) =>
        ResourcePoolStatus.Of(pool, [.. session.Resources.Query(new ResourceQuery { Pool = pool.Name })]);
}
