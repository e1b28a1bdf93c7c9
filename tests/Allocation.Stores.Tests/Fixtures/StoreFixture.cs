using Allocation.Core.Storage;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A fresh, empty store for one test.</summary>
public abstract class StoreFixture : IDisposable
{
    public abstract IAllocationStore Store { get; }

    /// <summary>The clock of the machine that the store runs on.</summary>
    public virtual ShiftedClock Machine { get; } = new();

    /// <summary>What probe processes on this store are told besides; nothing for honest ones.</summary>
    public virtual string[] ProbeOrders => [];

    /// <summary>How many transactions are open on the store; or, where that cannot be asked, whether others are held up by one.</summary>
    public virtual long OpenTransactions() => 0;

    /// <summary>Closes the store and opens what it left behind.</summary>
    public abstract void Reopen();

    public abstract void Dispose();
}
