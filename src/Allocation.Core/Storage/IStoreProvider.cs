namespace Allocation.Core.Storage;

/// <summary>Opens stores, and tables of others. The one implementation lives with the stores, so that nothing else needs to know a database.</summary>
public interface IStoreProvider : Inventories.ISqlInventories
{
    /// <summary>Opens a store, makes it when it is not there, and brings an older schema up to date.</summary>
    /// <exception cref="Errors.StoreUnavailableException">It cannot be reached, made or written.</exception>
    /// <exception cref="Errors.StoreCorruptException">What is there is no store.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    IAllocationStore Open(StoreUri uri, CancellationToken cancellation = default);

    /// <summary>Whether there is something at that place to open, without making anything.</summary>
    bool Exists(StoreUri uri);

    /// <summary>Opens a store as <see cref="Open"/> does, but makes none.</summary>
    /// <exception cref="Errors.StoreUnavailableException">It is not there, or cannot be reached or written.</exception>
    /// <exception cref="Errors.StoreCorruptException">What is there is no store.</exception>
    /// <exception cref="Errors.StoreTooNewException">A newer version of Allocation wrote it.</exception>
    IAllocationStore OpenExisting(StoreUri uri, CancellationToken cancellation = default) =>
        Exists(uri) ? Open(uri, cancellation) : throw new Errors.StoreUnavailableException(uri.ToString(), "there is none");
}
