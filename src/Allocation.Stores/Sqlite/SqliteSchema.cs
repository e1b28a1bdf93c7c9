using System.Globalization;
using Allocation.Core.Files;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sql;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>Whether a file is a store of ours, and the steps that make it one of this version.</summary>
internal sealed class SqliteSchema(StoreUri store, SqliteErrors errors, SchemaScripts scripts)
{
    /// <summary>Marks a database as ours (PRAGMA application_id): "Allo" in ASCII.</summary>
    public const int ApplicationId = 0x416C6C6F;

    /// <summary>The steps of this version.</summary>
    public static SchemaScripts Current { get; } = new("Sqlite");

    /// <summary>Checks the file without changing a byte of it, then brings it to the newest schema. The connection that did so.</summary>
    public PooledSqliteConnection Open(CancellationToken cancellation)
    {
        var logWaits = new FileInfo(store.Location + "-wal") is { Exists: true, Length: > 0 };
        var link = PooledSqliteConnection.Open(store, errors);
        try
        {
            // Until the file is known to be ours, closing it must not write a waiting log into it.
            if (logWaits) link.KeepLogOnClose(true);
            VerifyAtRest(link, cancellation);
            if (raw.sqlite3_db_readonly(link.Handle, "main") != 0) throw errors.Unavailable("the file cannot be written");
            link.KeepLogOnClose(false);
            SwitchToLog(link, cancellation);
            link.MakeDurable(cancellation);
            Migrate(link, cancellation);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    // In one transaction: between two reads another process may make the file a store.
    private void VerifyAtRest(PooledSqliteConnection link, CancellationToken cancellation)
    {
        link.BeginRead(cancellation);
        try
        {
            Verify(link, cancellation);
        }
        finally
        {
            link.Rollback();
        }
    }

    private int Verify(PooledSqliteConnection link, CancellationToken cancellation)
    {
        var application = Number(link, "PRAGMA application_id", cancellation);
        var isEmpty = Number(link, "SELECT count(*) FROM sqlite_master", cancellation) == 0;
        if (application != ApplicationId && !(isEmpty && application == 0)) throw errors.Corrupt("it is the database of another program");
        var schema = Number(link, "PRAGMA user_version", cancellation);
        return schema <= scripts.Latest ? schema : throw errors.TooNew(schema, scripts.Latest);
    }

    private void SwitchToLog(PooledSqliteConnection link, CancellationToken cancellation)
    {
        if (link.Ask("PRAGMA journal_mode = WAL", cancellation) != "wal")
            throw errors.Unavailable("its file system cannot share memory between processes, which SQLite's write-ahead log needs");
    }

    // All steps in one transaction: a crash leaves the older schema, whole.
    private void Migrate(PooledSqliteConnection link, CancellationToken cancellation)
    {
        if (Number(link, "PRAGMA user_version", cancellation) == scripts.Latest) return;
        var queue = new SqliteQueue(store, errors);
        using var place = queue.Enter(queue.Begin(), cancellation);
        link.BeginWrite(cancellation);
        try
        {
            // Another process may have been faster.
            var schema = Verify(link, cancellation);
            if (schema < scripts.Latest) BringUp(link, schema, cancellation);
            link.Commit();
        }
        catch
        {
            link.Rollback();
            throw;
        }
    }

    // An empty file has nothing to back up. A step that fails leaves the store as it was, so its backup goes again;
    // otherwise every further attempt would leave one more.
    private void BringUp(PooledSqliteConnection link, int schema, CancellationToken cancellation)
    {
        FileDraft.RemoveLeft(store.Location);
        var backup = schema == 0 ? null : SqliteBackup.Make(store, errors, schema, cancellation);
        try
        {
            foreach (var (_, sql) in scripts.After(schema)) link.Execute(sql);
            link.Execute(string.Create(CultureInfo.InvariantCulture,
                $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {scripts.Latest}"));
        }
        catch
        {
            if (backup is not null) File.Delete(backup);
            throw;
        }
    }

    private static int Number(PooledSqliteConnection link, string sql, CancellationToken cancellation) =>
        int.Parse(link.Ask(sql, cancellation), CultureInfo.InvariantCulture);
}
