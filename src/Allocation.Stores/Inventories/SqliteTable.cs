using System.Data;
using System.Data.Common;
using Allocation.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Allocation.Stores.Inventories;

/// <summary>A table in a SQLite database file, which is never made.</summary>
internal sealed class SqliteTable(string path, TimeSpan timeLimit) : TableDatabase
{
    public override bool HasServer => false;

    // Takes the lock of the writer at once.
    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.Serializable);

    public override TableFailure Judge(DbException error) =>
        error is not SqliteException sqlite ? TableFailure.Broken : sqlite.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => TableFailure.Contended,
            raw.SQLITE_CONSTRAINT => TableFailure.Taken,
            raw.SQLITE_IOERR or raw.SQLITE_FULL => TableFailure.Lost,
            _ => TableFailure.Broken,
        };

    protected override DbConnection Prepare()
    {
        SqliteNative.Load("sqlite:" + path);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)timeLimit.TotalSeconds),
        };
        return new SqliteConnection(text.ToString());
    }
}
