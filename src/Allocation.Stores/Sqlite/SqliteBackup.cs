using System.Globalization;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Stores.Sqlite;

/// <summary>A copy of a database as it was last committed, while it is in use.</summary>
internal static class SqliteBackup
{
    /// <summary>
    /// Copies beside the file; see <see cref="StoreBackup"/>. Over its own connection, which sees what is committed: the
    /// caller holds the lock for writing and has not written yet, and SQLite copies nothing within a transaction.
    /// </summary>
    /// <returns>The path of the copy.</returns>
    /// <exception cref="Core.Errors.StoreUnavailableException">It cannot be written.</exception>
    /// <exception cref="Core.Errors.StoreCorruptException">The database is damaged.</exception>
    public static string Make(StoreUri store, SqliteErrors errors, int schema, CancellationToken cancellation) =>
        StoreBackup.Make(store, schema, draft =>
    {
        using (var source = PooledSqliteConnection.Open(store, errors)) source.CopyInto(draft, cancellation);
        Check(StoreUri.Parse("sqlite:" + draft, Path.GetPathRoot(draft)!), errors, schema, cancellation);
    });

    private static void Check(StoreUri copy, SqliteErrors errors, int schema, CancellationToken cancellation)
    {
        using var link = PooledSqliteConnection.Open(copy, errors);
        var found = link.Ask("PRAGMA quick_check", cancellation);
        if (found != "ok") throw errors.Corrupt($"a copy of it is damaged ({found})");
        var number = int.Parse(link.Ask("PRAGMA user_version", cancellation), CultureInfo.InvariantCulture);
        if (number != schema) throw errors.Corrupt($"a copy of it has schema {number} instead of {schema}");
    }
}
