using Allocation.Core.Storage;

namespace Allocation.Stores.Tests.Saboteurs;

/// <summary>A way to break one promise of a store.</summary>
public abstract class Sabotage
{
    /// <summary>Runs a transaction.</summary>
    public virtual T Run<T>(IAllocationStore store, Func<IStoreSession, T> work, CancellationToken cancellation) =>
        store.Run(work, cancellation);

    /// <summary>The store's time.</summary>
    public virtual TimeProvider Clock(IAllocationStore store, TimeProvider machine) => store.Clock;

    /// <summary>Makes one call on the rows.</summary>
    /// <param name="verb">Such as <c>IPoolRows.Add</c>.</param>
    /// <param name="rows">What it is called on.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="proceed">Makes it as it should be.</param>
    public virtual object? Call(string verb, object rows, object?[] arguments, Func<object?> proceed) => proceed();
}
