using Allocation.Core.Storage.Addresses;

namespace Allocation.Core.Storage;

/// <summary>Opens stores, and tables of others. The one implementation lives with the stores, so that nothing else needs to know a
/// database.</summary>
internal interface IStoreProvider : Inventories.ISqlInventories
{
    /// <summary>Opens a store, makes it when it is not there, and brings an older schema up to date.</summary>
    /// <exception cref="Errors.StoreUnavailableException">It cannot be reached, made or written.</exception>
    /// <exception cref="Errors.StoreCorruptException">What is there is no store.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    IAllocationStore Open(StoreUri uri, CancellationToken cancellation = default);

    /// <summary>Opens a store as <see cref="Open"/> does, but makes none.</summary>
    /// <returns>Null when the disk or the server says that there is none; a server that cannot be asked is an error.</returns>
    /// <exception cref="Errors.StoreUnavailableException">It cannot be reached or written.</exception>
    /// <exception cref="Errors.StoreCorruptException">What is there is no store.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    IAllocationStore? OpenIfExists(StoreUri uri, CancellationToken cancellation = default);

    /// <summary>Whether there is a store, without making one.</summary>
    /// <exception cref="Errors.AllocationException">As <see cref="OpenIfExists"/>.</exception>
    bool Exists(StoreUri uri, CancellationToken cancellation = default)
    {
        using var store = OpenIfExists(uri, cancellation);
        return store is not null;
    }

    /// <summary>A copy in memory of what is in a store now, for a preview; of nothing where there is no store yet.</summary>
    /// <param name="uri">What it is called in errors.</param>
    /// <param name="store">The store, which must outlive the copy: it has the clock.</param>
    /// <param name="cancellation">Stops.</param>
    IAllocationStore CopyInMemory(StoreUri uri, IAllocationStore? store, CancellationToken cancellation = default);

    /// <summary>Opens a store that must be there.</summary>
    /// <exception cref="Errors.StoreUnavailableException">It is not there, or cannot be reached or written.</exception>
    /// <exception cref="Errors.StoreCorruptException">What is there is no store.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    IAllocationStore OpenExisting(StoreUri uri, CancellationToken cancellation = default) => OpenIfExists(uri, cancellation)
        ?? throw new Errors.StoreUnavailableException(uri.ToString(), "it does not exist");
}
