using Allocation.Core.Errors;

namespace Allocation.Core.Inventories;

/// <summary>
/// An external list of which numbers are taken. It is not part of our transactions: every call that changes it happens
/// between two of them, after an intent was committed.
/// </summary>
internal interface IInventory
{
    /// <summary>What the ledger calls it.</summary>
    string Pool { get; }

    /// <summary>How what it gave is found and freed.</summary>
    InventoryKind Kind { get; }

    /// <summary>Whether <see cref="Find"/> finds what a claim got.</summary>
    bool CanFind { get; }

    /// <summary>Whether <see cref="List"/> works.</summary>
    bool CanList { get; }

    /// <summary>Whether it names the number by <see cref="InventoryClaim.Confirm"/> before it takes one, so that an intent never leaves
    /// open which.</summary>
    bool NamesBeforeTaking { get; }

    /// <summary>Whether it starts a program for a call, of which <see cref="Announcing"/> tells.</summary>
    bool StartsPrograms { get; }

    /// <summary>The same inventory, which tells of each program that it starts before the program is asked. What that raises ends the call,
    /// and nothing was done.</summary>
    IInventory Announcing(Action<Processes.StartedProgram> started);

    /// <summary>
    /// Within which time after its beginning a call takes effect, if at all, also when our process has ended meanwhile: a program
    /// or a server goes on without us. Null when a call ends with our process.
    /// </summary>
    TimeSpan? TakesEffectWithin { get; }

    /// <summary>Whether giving back what one claim got could free what another claim holds as well: an inventory that frees by owner alone
    /// does that.</summary>
    /// <param name="freed">The claim whose number is given back.</param>
    /// <param name="other">Another claim of this inventory.</param>
    bool FreesAlso(InventoryTag freed, InventoryTag other);

    /// <summary>The number it would give now, without taking it; null when only <see cref="Allocate"/> can tell.</summary>
    /// <param name="exactly">The one number that will do, or null.</param>
    /// <param name="isTaken">Numbers to leave out, whatever the inventory says.</param>
    long? Plan(long? exactly, Func<long, bool> isTaken);

    /// <summary>Takes a number. The same key again gives the same number where the inventory can tell.</summary>
    /// <exception cref="PoolExhaustedException">It has none; nothing was taken.</exception>
    /// <exception cref="ValueTakenException">The number asked for is taken; nothing else was.</exception>
    /// <exception cref="ValueOutOfRangeException">It never gives the number asked for; nothing was taken.</exception>
    /// <exception cref="InvalidPoolFileException">The file cannot be used; nothing was taken.</exception>
    /// <exception cref="PoolFileBusyException">Another program holds the file's lock; nothing was taken.</exception>
    /// <exception cref="InventoryFailedException">It failed; <see cref="InventoryFailedException.OutcomeUnknown"/> says whether it may have
    /// taken a number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it changed anything. One that is interrupted later fails with
    /// that as the inner exception and an unknown outcome.</exception>
    InventoryEntry Allocate(InventoryClaim claim, CancellationToken cancellation);

    /// <summary>Gives a number back. False when the inventory did not know it as ours, which counts as given back.</summary>
    /// <param name="holding">The number, with its id and tag as far as they are known.</param>
    /// <param name="isStillOurs">Asked at the last moment; when it says no, nothing is freed and the answer is false.</param>
    /// <param name="cancellation">Breaks the call off; the number may have been freed.</param>
    /// <exception cref="AllocationException">It failed; the number may still be taken there.</exception>
    bool Free(InventoryEntry holding, Func<bool> isStillOurs, CancellationToken cancellation);

    /// <summary>What a claim got, or null. Only when <see cref="CanFind"/>.</summary>
    InventoryEntry? Find(InventoryTag tag, CancellationToken cancellation);

    /// <summary>All that is taken, whoever has it. Only when <see cref="CanList"/>.</summary>
    IReadOnlyList<InventoryEntry> List(CancellationToken cancellation);
}
