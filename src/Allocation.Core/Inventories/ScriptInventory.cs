using Allocation.Core.Errors;

namespace Allocation.Core.Inventories;

/// <summary>An inventory whose calls are functions of the caller, such as script blocks of a PowerShell session.</summary>
internal sealed class ScriptInventory : IInventory
{
    private readonly Func<InventoryClaim, InventoryEntry> _allocate;
    private readonly Func<InventoryEntry, bool> _free;

    /// <summary>Makes one.</summary>
    /// <param name="name">Its name; see <see cref="Pools.PoolName"/>.</param>
    /// <param name="kind">How what it gave is found and freed; not transactional.</param>
    /// <param name="allocate">Takes a number, or raises why it cannot.</param>
    /// <param name="free">Gives one back; false when it was not known.</param>
    public ScriptInventory(string name, InventoryKind kind, Func<InventoryClaim, InventoryEntry> allocate, Func<InventoryEntry, bool> free)
    {
        Name = Pools.PoolName.Check(name);
        Kind = kind;
        _allocate = allocate;
        _free = free;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public string Pool => PoolReference.OfInventory(Name).Text;

    /// <inheritdoc/>
    public InventoryKind Kind { get; }

    /// <summary>What it answers when it is asked what a claim got; null when it cannot be asked.</summary>
    public Func<InventoryTag, InventoryEntry?>? Finder { get; init; }

    /// <summary>What it answers when it is asked for all that is taken; null when it cannot be asked.</summary>
    public Func<IReadOnlyList<InventoryEntry>>? Lister { get; init; }

    /// <inheritdoc/>
    public bool CanFind => Finder is not null;

    /// <inheritdoc/>
    public bool CanList => Lister is not null;

    /// <summary>The same calls under the name that another one has, as the ledger writes it.</summary>
    internal ScriptInventory InPlaceOf(ScriptInventory before) => new(before.Name, Kind, _allocate, _free)
    {
        Finder = Finder,
        Lister = Lister,
    };

    /// <inheritdoc/>
    public bool NamesBeforeTaking => false;

    /// <inheritdoc/>
    public bool StartsPrograms => false;

    /// <inheritdoc/>
    public IInventory Announcing(Action<Processes.StartedProgram> started) => this;

    /// <summary>A call ends with our process.</summary>
    public TimeSpan? TakesEffectWithin => null;

    /// <summary>It frees what is named.</summary>
    public bool FreesAlso(InventoryTag freed, InventoryTag other) => false;

    /// <inheritdoc/>
    public long? Plan(long? exactly, Func<long, bool> isTaken) => exactly;

    /// <inheritdoc/>
    public InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var given = Call("allocate", () => _allocate(claim));
        return claim.Exactly is { } wanted && given.Number != wanted
            ? throw InventoryFailedException.Other(Pool, wanted, given.Number, given.Id)
            : given;
    }

    /// <inheritdoc/>
    public bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return isStillOurs() && Call("free", () => _free(holding));
    }

    /// <inheritdoc/>
    public InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation) => Call("find", () => Finder!(tag));

    /// <inheritdoc/>
    public IReadOnlyList<InventoryEntry> List(CancellationToken cancellation) => Call("list", () => Lister!());

    // What foreign code raises is unknown by nature; whatever it is, the number may have been taken.
    private T Call<T>(string operation, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is not AllocationException and not OperationCanceledException)
        {
            throw new InventoryFailedException(Pool, operation, e.Message, e) { OutcomeUnknown = true };
        }
    }
}
