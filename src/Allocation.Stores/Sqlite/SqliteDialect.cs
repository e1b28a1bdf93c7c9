using System.Data.Common;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Sqlite;

/// <summary>SQLite has one writer at a time and no row locks; statements of one connection may be read side by side.</summary>
internal sealed class SqliteDialect(SqliteErrors errors) : SqlDialect
{
    public override string Locking(string select, bool holdsOthers) => select;

    public override bool ReadsSideBySide => true;

    /// <summary>Whether the transaction changed the queue of tickets.</summary>
    public bool HasQueueChanged { get; private set; }

    /// <summary>Forgets the transaction before.</summary>
    public void Begin() => HasQueueChanged = false;

    public override SqlBatchStatement? QueueChanged(long revision)
    {
        // The store tells other processes after the commit, because they see the change only then.
        HasQueueChanged = true;
        return null;
    }

    public override string Fits(string column, string parameter) => $"{PooledSqliteConnection.Fits}({column}, {parameter})";

    public override string Pattern(string text) => text;

    public override Exception Translate(DbException error) => errors.Translate(error);

    public override Exception Conflict(string reason) => errors.Conflict(reason);

    public override Exception Damaged(Exception error) => errors.Corrupt($"a row cannot be read ({error.Message})", error);
}
