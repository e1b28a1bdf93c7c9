using System.Data.Common;
using Allocation.Core.Errors;
using Allocation.Stores.Sql;

namespace Allocation.Stores.Postgres;

/// <summary>
/// PostgreSQL locks rows, reads the rows of one statement at a time, and after an error takes nothing more in that
/// transaction: not even a commit, which it would answer by rolling back, without an error. So the first error is kept.
/// </summary>
/// <param name="errors">What its errors mean.</param>
/// <param name="notifications">How changes of the queue are reported.</param>
/// <param name="schema">The schema of the store, as it is written in a statement.</param>
/// <param name="user">The user as the server knows it.</param>
/// <param name="isPooled">Whether a pooler is between, which may run the next transaction in another session of the server.</param>
internal sealed class PostgresDialect(PostgresErrors errors, PostgresNotifications notifications, string schema, string user,
    bool isPooled) : SqlDialect
{
    // Skipping so many costs less than asking the server, on another connection, to stop.
    private const int RowsToSkip = 1000;

    private Exception? _failure;
    private Action<DbDataReader>? _stop;

    public override bool Prepares => !isPooled;

    public override string ServerUser => user;

    /// <summary>Whether the server ended the connection, or is one that cannot be written: another connection is needed.</summary>
    public bool IsLost => _failure is StoreUnavailableException { IsPassing: true };

    public override string Text(string sql) => PostgresTables.Qualify(sql, schema);

    // The server finds two transactions that wait for each other only after a second, and does not ask before. Who holds a
    // lock already waits for the next one only for as long as a crowd before it may take, and begins again then.
    public override string Locking(string select, bool holdsOthers) =>
        holdsOthers ? $"SET LOCAL lock_timeout = '250ms'; {select} FOR UPDATE" : $"{select} FOR UPDATE";

    public override bool ReadsSideBySide => false;

    public override bool AsksAlong => true;

    // As many as one allocation or two need: each sequence of statements is its own batch, prepared once.
    public override int MostTogether => 8;

    public override SqlBatchStatement QueueChanged(long revision) => notifications.Of(revision);

    public override string Fits(string column, string parameter) => $"{column} ~ {parameter}";

    public override string Pattern(string text) => PostgresPattern.Of(text);

    /// <summary>Ends the transaction.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>Forgets the transaction before.</summary>
    /// <param name="stop">Ends the statement whose rows are read, so that the transaction can go on; null where that cannot be.</param>
    /// <param name="cancellation">Ends the transaction.</param>
    public void Begin(Action<DbDataReader>? stop, CancellationToken cancellation) =>
        (_failure, _stop, Cancellation) = (null, stop, cancellation);

    public override void Spoil(Exception error) => _failure ??= error;

    public override void BeforeStatement()
    {
        if (_failure is not null) throw _failure;
        Cancellation.ThrowIfCancellationRequested();
    }

    public override Exception Translate(DbException error)
    {
        var translated = Cancellation.IsCancellationRequested && !PostgresErrors.IsLost(error)
            ? new OperationCanceledException("The transaction was cancelled.", error, Cancellation)
            : errors.Translate(error);
        _failure ??= translated;
        return translated;
    }

    /// <summary>From here on the transaction ends with this error.</summary>
    public Exception Refuse(Exception error)
    {
        _failure ??= error;
        return error;
    }

    public override Exception? Lost(Exception error)
    {
        if (!PostgresErrors.IsStumble(error)) return null;
        var lost = errors.Lost(error);
        _failure ??= lost;
        return lost;
    }

    public override Exception Conflict(string reason) => errors.Conflict(reason);

    public override Exception Damaged(Exception error) => errors.Corrupt($"a row cannot be read ({error.Message})", error);

    public override void Close(DbDataReader rows)
    {
        try
        {
            if (_failure is null && _stop is not null && !rows.IsClosed && HasManyMore(rows)) _stop(rows);
            else rows.Dispose();
        }
        catch (DbException error)
        {
            Translate(error);
        }
        catch (OperationCanceledException error)
        {
            _failure ??= error;
        }
    }

    private static bool HasManyMore(DbDataReader rows)
    {
        for (var i = 0; i < RowsToSkip; i++)
        {
            if (!rows.Read()) return false;
        }

        return true;
    }
}
