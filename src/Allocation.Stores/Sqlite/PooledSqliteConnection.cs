using System.Globalization;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>
/// One connection with its prepared statements, used by one thread at a time. It begins and ends transactions with SQLite's
/// own calls, because Microsoft.Data.Sqlite waits for a lock in steps of 150 ms that nothing can interrupt.
/// </summary>
internal sealed class PooledSqliteConnection : IDisposable
{
    /// <summary>The function that tells whether a name key fits a pattern: SQLite's own GLOB and LIKE read patterns otherwise.</summary>
    public const string Fits = "name_fits";

    private const int LockStepMilliseconds = 100;

    private readonly SqliteErrors _errors;
    private readonly SqliteDialect _dialect;
    private readonly SqliteConnection _connection;
    private readonly SqlStatements _statements;

    private readonly TimeSpan _patience;

    private PooledSqliteConnection(StoreUri store, SqliteErrors errors, SqliteConnection connection)
    {
        _patience = store.BusyTimeout;
        _errors = errors;
        _dialect = new(errors);
        _connection = connection;
        _statements = new(connection, _dialect);
    }

    /// <summary>Whether it came out of its last transaction in order and can be used again.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether it is worth keeping: it can be used again and keeps not too many different statements.</summary>
    public bool IsWorthKeeping => IsUsable && !_statements.AreMany;

    /// <summary>Whether the transaction that was begun last changed the queue of tickets.</summary>
    public bool HasQueueChanged => _dialect.HasQueueChanged;

    /// <summary>The library and its version.</summary>
    public string Engine => $"SQLite {_connection.ServerVersion}";

    public sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens the file, which must be there. Nothing is read or written yet.</summary>
    public static PooledSqliteConnection Open(StoreUri store, SqliteErrors errors)
    {
        SqliteNative.Load(store.ToString());
        StoreFile.EnsureSideFiles(store.Location);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = store.Location,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw errors.Translate(error);
        }

        raw.sqlite3_extended_result_codes(connection.Handle, 1);
        raw.sqlite3_busy_timeout(connection.Handle, LockStepMilliseconds);
        DefineFits(connection);
        return new(store, errors, connection);
    }

    public SqlSession Session(bool writable) => new(_statements, _dialect, writable);

    /// <summary>Makes commits wait for the disk: without it one that was reported could be lost in a power cut.</summary>
    public void MakeDurable(CancellationToken cancellation) => WhenFree("PRAGMA synchronous = FULL", cancellation);

    /// <summary>Begins a transaction that can write: from here on no other connection can.</summary>
    public void BeginWrite(CancellationToken cancellation)
    {
        _dialect.Begin();
        WhenFree("BEGIN IMMEDIATE", cancellation);
        RefuseMoved();
    }

    /// <summary>Begins a transaction that reads one state, that of this moment.</summary>
    public void BeginRead(CancellationToken cancellation)
    {
        WhenFree("BEGIN", cancellation);
        try
        {
            // BEGIN alone does nothing yet: the state is fixed by the first read.
            WhenFree("SELECT 1 FROM sqlite_master LIMIT 1", cancellation);
        }
        catch
        {
            Rollback();
            throw;
        }

        RefuseMoved();
    }

    /// <summary>The latest time that the store has seen, for whoever reads or writes.</summary>
    public DateTimeOffset Latest(CancellationToken cancellation) =>
        UnixMicroseconds.ToTime(long.Parse(Ask("SELECT latest FROM clock WHERE id = 1", cancellation), CultureInfo.InvariantCulture));

    /// <summary>Keeps the latest time that the store has seen, in the transaction that has begun.</summary>
    public void Keep(DateTimeOffset latest) =>
        Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE clock SET latest = {UnixMicroseconds.Of(latest)} WHERE id = 1"));

    /// <summary>Makes what was written last.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Undoes what was written. It never throws: what led here is the error to report.</summary>
    public void Rollback()
    {
        // After some errors SQLite has rolled back already.
        if (raw.sqlite3_get_autocommit(Handle) == 0 && raw.sqlite3_exec(Handle, "ROLLBACK") != raw.SQLITE_OK) IsUsable = false;
    }

    /// <summary>Runs a text of statements.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK) throw _errors.Translate(Handle, code);
    }

    /// <summary>The first value of a query as text, empty when there is none.</summary>
    public string Ask(string sql, CancellationToken cancellation)
    {
        var answer = "";
        WhenFree(sql, cancellation, (_, values, _) =>
        {
            answer = values.Length > 0 ? values[0] ?? "" : "";
            return 0;
        });
        return answer;
    }

    /// <summary>Copies what is committed into an empty file, a whole database without a log. No transaction may be open.</summary>
    public void CopyInto(string path, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interrupt = cancellation.Register(() => raw.sqlite3_interrupt(Handle));
        var code = raw.sqlite3_prepare_v2(Handle, "VACUUM INTO ?1", out var statement);
        if (code != raw.SQLITE_OK) throw _errors.Translate(Handle, code);
        using (statement)
        {
            raw.sqlite3_bind_text(statement, 1, path);
            code = raw.sqlite3_step(statement);
            cancellation.ThrowIfCancellationRequested();
            if (code != raw.SQLITE_DONE) throw _errors.Translate(Handle, code);
        }
    }

    /// <summary>Whether closing leaves the log of the database as it is, instead of writing it into the file.</summary>
    public void KeepLogOnClose(bool keep) => raw.sqlite3_db_config(Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, out _);

    public void Dispose()
    {
        // The last one to close removes the log by its name, and by now that name may belong to another database.
        if (SqliteNative.HasMoved(Handle)) KeepLogOnClose(true);
        _statements.Dispose();
        _connection.Dispose();
    }

    private static void DefineFits(SqliteConnection connection)
    {
        (string Text, NamePattern Pattern) last = ("", new(""));
        connection.CreateFunction(
            Fits,
            (string key, string text) =>
            {
                if (last.Text != text) last = (text, new(text));
                return last.Pattern.MatchesKey(key);
            },
            isDeterministic: true);
    }

    private void WhenFree(string sql, CancellationToken cancellation, strdelegate_exec? row = null)
    {
        var started = Environment.TickCount64;

        // SQLite waits ever longer, up to 100 ms: several processes then all sleep while none works.
        raw.sqlite3_busy_timeout(Handle, 0);
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                cancellation.ThrowIfCancellationRequested();
                var code = raw.sqlite3_exec(Handle, sql, row, null, out _);
                if (code == raw.SQLITE_OK) return;
                if (!SqliteErrors.IsBusy(code) || Environment.TickCount64 - started > _patience.TotalMilliseconds)
                    throw _errors.Translate(Handle, code);
                cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, 4 << Math.Min(attempt, 3)));
            }
        }
        finally
        {
            raw.sqlite3_busy_timeout(Handle, LockStepMilliseconds);
        }
    }

    private void RefuseMoved()
    {
        if (!SqliteNative.HasMoved(Handle)) return;
        Rollback();
        throw _errors.Unavailable("the file was removed or replaced while it was open; connect again");
    }
}
