using Allocation.Core.Errors;
using Allocation.Core.Files;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Inventories;
using Allocation.Stores.Json;
using Allocation.Stores.Memory;
using Allocation.Stores.Postgres;
using Allocation.Stores.Sqlite;

namespace Allocation.Stores;

/// <summary>Opens the store that a text names, and lets its work run again after a conflict.</summary>
internal sealed class StoreProvider : IStoreProvider
{
    /// <inheritdoc/>
    public IAllocationStore Open(StoreUri uri, CancellationToken cancellation = default)
    {
        IAllocationStore OpenOnce() => uri.Kind switch
        {
            StoreKind.Sqlite => SqliteStore.Open(uri, cancellation),
            StoreKind.Json => JsonStore.Open(uri, cancellation),
            StoreKind.Postgres => PostgresStore.Open(uri, cancellation),
        };
        return RetryingStore.Open(OpenOnce, uri.BusyTimeout, cancellation);
    }

    /// <inheritdoc/>
    public IAllocationStore? OpenIfExists(StoreUri uri, CancellationToken cancellation = default) => uri.Kind switch
    {
        // Whether a server has the store can only be said by the server, which may be away for a moment.
        StoreKind.Postgres =>
            RetryingStore.OpenIfExists(() => PostgresStore.OpenIfExists(uri, cancellation), uri.BusyTimeout, cancellation),
        StoreKind.Sqlite => PathProbe.Of(uri.Location) == PathKind.Missing ? null : Open(uri, cancellation),
        StoreKind.Json => JsonStore.Exists(uri, cancellation) ? Open(uri, cancellation) : null,
    };

    /// <inheritdoc/>
    public IAllocationStore CopyInMemory(StoreUri uri, IAllocationStore? store, CancellationToken cancellation = default)
    {
        var copy = new MemoryStore(uri, store?.Clock);
        if (store is not null) StoreTransfer.CopyPresent(store, copy, cancellation);
        return copy;
    }

    /// <inheritdoc/>
    public IInventory Open(string pool, InventoryKind kind, SqlInventorySettings settings)
    {
        var uri = StoreUri.Parse(settings.Database, Path.GetTempPath());
        TableDatabase database = uri.Kind switch
        {
            StoreKind.Sqlite when settings.PasswordFrom is not null =>
                throw new InvalidPoolException(pool, $"'{pool}' must not have a password: {uri} is a file."),
            StoreKind.Sqlite => new SqliteTable(uri.Location, settings.TimeLimit),
            StoreKind.Postgres => new PostgresTable(uri, settings.TimeLimit, settings.PasswordFrom),
            StoreKind.Json => throw new InvalidPoolException(pool, $"'{pool}' cannot be a table of {uri}: it is in SQLite or PostgreSQL."),
        };
        return new TableInventory(pool, kind, settings, database);
    }
}
