using Allocation.Core.Errors;

namespace Allocation.Core.Inventories;

/// <summary>Somebody else's list of which numbers are taken. It is not part of our transactions.</summary>
public interface INumberInventory
{
    /// <summary>What the ledger calls it.</summary>
    string Pool { get; }

    /// <summary>Takes a number: exactly the one asked for, or any that is free there and not among <paramref name="heldByUs"/>.</summary>
    /// <exception cref="AllocationException">It has none, or failed; then it has taken nothing.</exception>
    long Take(long? exactly, IReadOnlySet<long> heldByUs, CancellationToken cancellation);

    /// <summary>Gives a number back. False when it did not know the number as taken, which counts as given back.</summary>
    /// <exception cref="AllocationException">It failed; the number may still be taken there.</exception>
    bool Release(long number, CancellationToken cancellation);
}
