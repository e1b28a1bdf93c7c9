using System.Data.Common;
using Allocation.Core.Errors;
using Allocation.Core.Storage.Addresses;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Allocation.Stores.Sqlite;

/// <summary>What SQLite's result codes mean to the caller: the one place that knows.</summary>
internal sealed class SqliteErrors(StoreUri store)
{
    private readonly string _name = store.ToString();

    public Exception Translate(DbException error) => error is SqliteException sqlite
        ? Translate(sqlite.SqliteErrorCode, sqlite.Message, error)
        : new StoreUnavailableException(_name, error.Message, error);

    public Exception Translate(sqlite3 connection, int code) => Translate(code, raw.sqlite3_errmsg(connection).utf8_to_string(), null);

    public Exception Conflict(string reason) => new StoreConflictException(_name, reason);

    public Exception Unavailable(string reason, Exception? error = null) => new StoreUnavailableException(_name, reason, error);

    public Exception Corrupt(string reason, Exception? error = null) => new StoreCorruptException(_name, reason, error);

    public Exception TooNew(int schema, int known) => new StoreTooNewException(_name, schema, known);

    public static bool IsBusy(int code) => (code & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    // Extended codes carry the primary one in their lowest byte.
    private Exception Translate(int code, string message, Exception? error) => (code & 0xFF) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreConflictException(_name, "another process holds its lock", error),
        raw.SQLITE_CONSTRAINT => new StoreConflictException(_name, $"a row already exists ({message})", error),
        raw.SQLITE_NOTADB => new StoreCorruptException(_name, "it is not an SQLite database", error),
        raw.SQLITE_CORRUPT or raw.SQLITE_FORMAT => new StoreCorruptException(_name, $"the database is damaged ({message})", error),
        raw.SQLITE_FULL => new StoreUnavailableException(_name, "the disk is full", error),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new StoreUnavailableException(_name, $"it cannot be written ({message})", error),
        raw.SQLITE_CANTOPEN => new StoreUnavailableException(_name, "the file, or one beside it, cannot be opened", error),
        raw.SQLITE_IOERR => new StoreUnavailableException(_name, $"the disk failed ({message})", error),
        _ => new StoreUnavailableException(_name, message, error),
    };
}
