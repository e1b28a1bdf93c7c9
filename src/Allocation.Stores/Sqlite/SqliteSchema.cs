using System.Globalization;
using Allocation.Core.Storage;
using Allocation.Stores.Sql;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>Whether a file is a store of ours, and the steps that make it one of this version.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks a database as ours (PRAGMA application_id): "Allo" in ASCII.</summary>
    public const int ApplicationId = 0x416C6C6F;

    private static readonly SchemaScripts Scripts = new("Sqlite");

    /// <summary>The newest schema that this version knows.</summary>
    public static int Latest { get; } = Scripts.Latest;

    /// <summary>Checks the file without changing a byte of it, then brings it to the newest schema. The connection that did so.</summary>
    public static SqliteLink Open(StoreUri store, SqliteErrors errors, CancellationToken cancellation)
    {
        var logWaits = new FileInfo(store.Location + "-wal") is { Exists: true, Length: > 0 };
        var link = SqliteLink.Open(store, errors);
        try
        {
            // Until the file is known to be ours, closing it must not write a waiting log into it.
            if (logWaits) link.KeepLogOnClose(true);
            VerifyAtRest(link, errors, cancellation);
            if (raw.sqlite3_db_readonly(link.Handle, "main") != 0) throw errors.Unavailable("the file may not be written");
            link.KeepLogOnClose(false);
            SwitchToLog(link, errors, cancellation);
            link.MakeDurable(cancellation);
            Migrate(link, errors, cancellation);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    // In one transaction: between two reads another process may make the file a store.
    private static void VerifyAtRest(SqliteLink link, SqliteErrors errors, CancellationToken cancellation)
    {
        link.BeginRead(cancellation);
        try
        {
            Verify(link, errors, cancellation);
        }
        finally
        {
            link.Rollback();
        }
    }

    private static int Verify(SqliteLink link, SqliteErrors errors, CancellationToken cancellation)
    {
        var application = Number(link, "PRAGMA application_id", cancellation);
        var isEmpty = Number(link, "SELECT count(*) FROM sqlite_master", cancellation) == 0;
        if (application != ApplicationId && !(isEmpty && application == 0)) throw errors.Corrupt("it is a database of another program");
        var schema = Number(link, "PRAGMA user_version", cancellation);
        return schema <= Latest ? schema : throw errors.TooNew(schema, Latest);
    }

    private static void SwitchToLog(SqliteLink link, SqliteErrors errors, CancellationToken cancellation)
    {
        if (link.Ask("PRAGMA journal_mode = WAL", cancellation) != "wal")
            throw errors.Unavailable("its file system cannot share memory between processes, which SQLite's write-ahead log needs");
    }

    // Each step alone: a crash leaves a whole older schema.
    private static void Migrate(SqliteLink link, SqliteErrors errors, CancellationToken cancellation)
    {
        foreach (var (number, sql) in Scripts.After(Number(link, "PRAGMA user_version", cancellation)))
        {
            link.BeginWrite(cancellation);
            try
            {
                // Another process may have been faster.
                if (Verify(link, errors, cancellation) < number)
                {
                    link.Execute(sql);
                    link.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number}"));
                }

                link.Commit();
            }
            catch
            {
                link.Rollback();
                throw;
            }
        }
    }

    private static int Number(SqliteLink link, string sql, CancellationToken cancellation) =>
        int.Parse(link.Ask(sql, cancellation), CultureInfo.InvariantCulture);
}
