using Allocation.Core.Errors;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories;

/// <summary>Registers, lists and forgets foreign inventories.</summary>
internal sealed class InventoryCatalog
{
    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly InventoryDirectory _directory;
    private readonly SessionInventories _scripts;
    private readonly CallLiveness _liveness;

    internal InventoryCatalog(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, SessionInventories scripts)
    {
        _store = store;
        _clock = clock;
        _directory = directory;
        _scripts = scripts;
        _liveness = new CallLiveness(clock);
    }

    /// <summary>Registers an inventory. Nothing of it is opened or run yet.</summary>
    /// <exception cref="InvalidPoolException">Name, kind or settings are not acceptable.</exception>
    /// <exception cref="PoolExistsException">The name is taken.</exception>
    /// <exception cref="PoolInUseException">The ledger holds numbers of script blocks of that name, which another inventory could not give
    /// back.</exception>
    public AllocationInventory Register(string name, InventoryKind kind, InventorySettings settings,
        CancellationToken cancellation = default)
    {
        var known = Check(name, kind, settings);
        if (_scripts.Find(name) is { } script) throw new PoolExistsException(script.Pool);
        return _store.Run(
            session =>
            {
                if (session.Inventories.Find(name) is { } other) throw new PoolExistsException(PoolReference.OfInventory(other.Name).Text);
                RefuseUsed(session, PoolReference.OfInventory(known.Name).Text);
                return session.Inventories.Add(known)
                    ? Describe(session, known)
                    : throw new PoolExistsException(PoolReference.OfInventory(known.Name).Text);
            },
            cancellation);
    }

    /// <summary>What would be replaced by <see cref="Replace"/>, as it is now. Makes all its checks and changes nothing.</summary>
    /// <exception cref="InvalidPoolException">Kind or settings are not acceptable, or the kind is another one.</exception>
    /// <exception cref="InventoryNotFoundException">There is none of that name.</exception>
    /// <exception cref="PoolExistsException">Script blocks have the name; registering script blocks again replaces them.</exception>
    /// <exception cref="PoolInUseException">A call to it is in flight.</exception>
    public AllocationInventory Replaceable(string name, InventoryKind kind, InventorySettings settings,
        CancellationToken cancellation = default)
    {
        Check(name, kind, settings);
        return _store.Read(session => Describe(session, Replaceable(session, name, kind)), cancellation);
    }

    /// <summary>
    /// Puts a registration in the place of one of the same name and kind, so that a mistake in it can be mended while numbers are held:
    /// what is held stays, and is given back through the new one. Nothing of the former settings is kept.
    /// </summary>
    /// <inheritdoc cref="Replaceable(string, InventoryKind, InventorySettings, CancellationToken)" path="/exception"/>
    public AllocationInventory Replace(string name, InventoryKind kind, InventorySettings settings,
        CancellationToken cancellation = default)
    {
        Check(name, kind, settings);
        return _store.Run(
            session =>
            {
                // The name as the ledger has it.
                var renewed = Replaceable(session, name, kind) with { Settings = settings };
                session.Inventories.Remove(name);
                session.Inventories.Add(renewed);
                return Describe(session, renewed);
            },
            cancellation);
    }

    /// <summary>
    /// Registers an inventory for as long as this process lives, in the place of one of the same name that was registered so. What
    /// the ledger holds of it stays, and is given back through the new one.
    /// </summary>
    /// <exception cref="InvalidPoolException">Its kind is not acceptable.</exception>
    /// <exception cref="PoolExistsException">An inventory that is stored has the name.</exception>
    /// <exception cref="PoolInUseException">It would be of another kind while the ledger holds numbers of it, or a call to it is not
    /// settled.</exception>
    public AllocationInventory Register(ScriptInventory script, CancellationToken cancellation = default)
    {
        InventoryRules.Check(script.Name, script.Kind);
        return _store.Read(
            session =>
            {
                if (session.Inventories.Find(script.Name) is not null) throw new PoolExistsException(script.Pool);
                var before = _scripts.Find(script.Name);
                if (before is not null && before.Kind != script.Kind) RefuseUsed(session, script.Pool);
                _scripts.Put(before is null ? script : script.InPlaceOf(before));
                return Describe(session, script);
            },
            cancellation);
    }

    /// <summary>The inventories whose names fit, by name. A name without wildcards that none has is an error; a pattern may find
    /// none.</summary>
    /// <exception cref="InventoryNotFoundException">No inventory has exactly that name.</exception>
    public IReadOnlyList<AllocationInventory> Find(NamePattern names, CancellationToken cancellation = default)
    {
        var found = _store.Read(
            session => session.Inventories.All().Where(i => names.Matches(i.Name)).Select(i => Describe(session, i))
                .Concat(_scripts.All.Where(s => names.Matches(s.Name)).Select(s => Describe(session, s)))
                .OrderBy(i => NameKey.Of(i.Name), CodePointOrder.Instance)
                .ToList(),
            cancellation);
        return found.Count == 0 && names.Exact is { } exact ? throw new InventoryNotFoundException(exact) : found;
    }

    /// <summary>
    /// Forgets an inventory; what it holds for others is not touched. One of script blocks is forgotten whatever is held of it, as it
    /// is at the end of the session: the ledger keeps what is held until the name is registered again.
    /// </summary>
    /// <exception cref="InventoryNotFoundException">There is none of that name.</exception>
    /// <exception cref="PoolInUseException">A call to it is under way; or it is stored, and the ledger holds numbers of it, or a call to it
    /// is not settled.</exception>
    public void Unregister(string name, CancellationToken cancellation = default)
    {
        if (_scripts.Find(name) is { } script)
        {
            if (_store.Read(session => session.Intents.All(), cancellation)
                .FirstOrDefault(i => i.Pool == script.Pool && CallsInFlight.Has(i.Id)) is { } call)
                throw new PoolInUseException(script.Pool, null, $"'{script.Pool}' is in use: a call for '{call.LeaseName}' is under way.");
            if (_store.Read(session => session.Allocations.CountActive(script.Pool), cancellation) is var held and > 0)
                InventoryNotices.Tell(
                    $"'{script.Pool}' still has {held} numbers that the ledger holds. To give them back, register script blocks under " +
                    $"the name '{script.Name}' again.");
            _scripts.Remove(name);
            return;
        }

        _store.Run(
            session =>
            {
                var known = session.Inventories.Find(name) ?? throw new InventoryNotFoundException(name);
                var pool = PoolReference.OfInventory(known.Name).Text;
                RefuseUsed(session, pool);
                foreach (var dismissed in session.Intents.All().Where(i => i.Pool == pool).ToList()) session.Intents.Remove(dismissed.Id);
                return session.Inventories.Remove(name);
            },
            cancellation);
    }

    private InventoryRegistration Check(string name, InventoryKind kind, InventorySettings settings)
    {
        var known = new InventoryRegistration(PoolName.Check(name), kind, settings, _clock.Now());
        InventoryRules.Check(known);
        _directory.Open(known);
        return known;
    }

    private InventoryRegistration Replaceable(IStoreSession session, string name, InventoryKind kind)
    {
        if (_scripts.Find(name) is { } script) throw new PoolExistsException(script.Pool);
        var former = session.Inventories.Find(name) ?? throw new InventoryNotFoundException(name);
        if (former.Kind != kind)
        {
            throw new InvalidPoolException(
                former.Name,
                $"The inventory '{former.Name}' is {former.Kind}, and what replaces it must be so too, not {kind}: what is held was " +
                    $"taken as {former.Kind}. For another kind it must be unregistered first.");
        }

        var pool = PoolReference.OfInventory(former.Name).Text;
        return session.Intents.All().FirstOrDefault(i => i.Pool == pool && _liveness.IsInFlight(i)) is { } call
            ? throw new PoolInUseException(pool, null,
                $"'{pool}' is in use: a call for '{call.LeaseName}' is in flight. The registration can be replaced when it has ended.")
            : former;
    }

    private static bool RefuseUsed(IStoreSession session, string pool)
    {
        if (PoolErrors.InUse(session, pool, $"'{pool}'") is { } inUse) throw inUse;
        return session.Intents.All().FirstOrDefault(i => i.Pool == pool && !i.IsDismissed) is not { } open
            ? false
            : throw new PoolInUseException(pool, null, $"'{pool}' is in use: a call for '{open.LeaseName}' is not settled yet.");
    }

    private AllocationInventory Describe(IStoreSession session, InventoryRegistration known)
    {
        var pool = PoolReference.OfInventory(known.Name).Text;
        return new()
        {
            Name = known.Name,
            Kind = known.Kind,
            Source = known.Settings.GetType().Name.Replace("InventorySettings", "", StringComparison.Ordinal),
            Location = known.Settings.Location,
            CanList = _directory.Open(known).CanList,
            Held = session.Allocations.CountActive(pool),
            Pool = pool,
            CreatedAt = known.CreatedAt,
        };
    }

    private static AllocationInventory Describe(IStoreSession session, ScriptInventory script) => new()
    {
        Name = script.Name,
        Kind = script.Kind,
        Source = "Script",
        Location = "this session",
        CanList = script.CanList,
        Held = session.Allocations.CountActive(script.Pool),
        Pool = script.Pool,
    };
}
