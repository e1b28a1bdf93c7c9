using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>What one database does otherwise than the other. Everything else is said once, in SQL that both understand.</summary>
internal abstract class SqlDialect
{
    /// <summary>Appended to a SELECT whose row nobody else may change or lock until the transaction ends; empty where writers are alone anyway.</summary>
    public abstract string RowLock { get; }

    /// <summary>Whether a connection can run a statement while it is still reading the rows of another.</summary>
    public abstract bool ReadsSideBySide { get; }

    /// <summary>Called before each statement. Throws when the transaction cannot go on.</summary>
    public virtual void BeforeStatement()
    {
    }

    /// <summary>Lets go of rows, the rest of which nobody takes. It never throws: what cannot go on is told by the next statement or the commit.</summary>
    public virtual void Close(DbDataReader rows) => rows.Dispose();

    /// <summary>What an error of the database means to the caller.</summary>
    public abstract Exception Translate(DbException error);

    /// <summary>The error for a row that somebody else has.</summary>
    public abstract Exception Conflict(string reason);

    /// <summary>The error for a row that cannot be understood.</summary>
    public abstract Exception Damaged(Exception error);
}
