using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>What one database does otherwise than the other. Everything else is said once, in SQL that both understand.</summary>
internal abstract class SqlDialect
{
    /// <summary>Whether a statement is prepared when it is used for the second time.</summary>
    public virtual bool Prepares => true;

    /// <summary>The name by which the server knows the user of the connection; null where there is no server.</summary>
    public virtual string? ServerUser => null;

    /// <summary>A statement as the database reads it; the statements are written with bare names of tables.</summary>
    public virtual string Text(string sql) => sql;

    /// <summary>A SELECT as it reads when no one else may change or lock its row until the transaction ends; the same where writers are
    /// alone anyway.</summary>
    /// <param name="select">The statement.</param>
    /// <param name="holdsOthers">Whether the transaction has locked other rows of the same kind: then others may wait for those, while
    /// this waits for them.</param>
    public abstract string Locking(string select, bool holdsOthers);

    /// <summary>Whether asking costs more than what is asked, so that what is most likely asked next is asked along.</summary>
    public virtual bool AsksAlong => false;

    /// <summary>Whether a connection can run a statement while it is still reading the rows of another.</summary>
    public abstract bool ReadsSideBySide { get; }

    /// <summary>How many statements may wait until they are sent together; 1 where each is run at once, because nothing travels.</summary>
    public virtual int MostTogether => 1;

    /// <summary>What tells others of a change of the queue once it is committed; null where they have to look.</summary>
    public virtual SqlBatchStatement? QueueChanged(long revision) => null;

    /// <summary>From here on the transaction takes nothing more, not even a commit. Nothing to do where each statement is run at
    /// once.</summary>
    public virtual void Spoil(Exception error)
    {
    }

    /// <summary>Called before each statement. Throws when the transaction cannot go on.</summary>
    public virtual void BeforeStatement()
    {
    }

    /// <summary>Lets go of rows, the rest of which is not read. It never throws: what cannot go on is reported by the next statement or
    /// the commit.</summary>
    public virtual void Close(DbDataReader rows) => rows.Dispose();

    /// <summary>The condition that a name key in a column fits the pattern in a parameter.</summary>
    public abstract string Fits(string column, string parameter);

    /// <summary>A pattern as the parameter of <see cref="Fits"/>.</summary>
    /// <param name="text">The pattern as people write it.</param>
    public abstract string Pattern(string text);

    /// <summary>What an error of the database means to the caller.</summary>
    public abstract Exception Translate(DbException error);

    /// <summary>What it means that the driver itself failed; null when that says nothing about the database.</summary>
    public virtual Exception? Lost(Exception error) => null;

    /// <summary>What an error means to the caller, who throws that instead; null when it says nothing about the database. To be asked once
    /// for each error, because a transaction may take nothing more afterwards.</summary>
    public Exception? Meaning(Exception error) => error is DbException database ? Translate(database) : Lost(error);

    /// <summary>The error for a row that another transaction has.</summary>
    public abstract Exception Conflict(string reason);

    /// <summary>The error for a row that cannot be understood.</summary>
    public abstract Exception Damaged(Exception error);
}
