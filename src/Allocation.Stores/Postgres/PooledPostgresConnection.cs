using System.Data;
using System.Data.Common;
using Allocation.Stores.Sql;
using Npgsql;

namespace Allocation.Stores.Postgres;

/// <summary>One connection with its prepared statements, used by one thread at a time.</summary>
internal sealed class PooledPostgresConnection : IDisposable
{
    // What a commit has after a request to end: enough for a disk, and not to be waited for when a standby is gone.
    private const int CommitMilliseconds = 500;
    private const string BeginReadSql = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private const string SavepointSql = "SAVEPOINT start";

    private static readonly SqlBatchStatement[] s_beginRead = [new(BeginReadSql, []), new(SavepointSql, [])];

    private readonly PostgresErrors _errors;
    private readonly PostgresDialect _dialect;
    private readonly NpgsqlConnection _connection;
    private readonly bool _isPooled;
    private readonly SqlStatements _statements;
    private readonly PostgresSignature _signature;
    private NpgsqlTransaction? _transaction;
    private PostgresInterrupt? _interrupt;
    private bool _isBroken;

    /// <param name="errors">What the server's errors mean.</param>
    /// <param name="notifications">How changes of the queue are reported.</param>
    /// <param name="schema">The schema of the store, as it is written in a statement.</param>
    /// <param name="connection">The connection; disposed with this.</param>
    /// <param name="look">What its server says of itself.</param>
    public PooledPostgresConnection(PostgresErrors errors, PostgresNotifications notifications, string schema,
        PostgresConnection connection, PostgresLook look)
    {
        _signature = new(look.IsUnmarked ? look.Server : null);
        if (!connection.IsPooled) Schema = look.Schema;
        connection.Line.Notice += (_, notice) =>
            Warning = notice.Notice.InvariantSeverity == "WARNING" ? notice.Notice.MessageText : Warning;
        _errors = errors;
        _dialect = new(errors, notifications, schema, look.User, connection.IsPooled);
        (_connection, _isPooled) = (connection.Line, connection.IsPooled);
        _statements = new(_connection, _dialect);
    }

    /// <summary>The number of the store's schema when the connection began; null when it has to be asked for.</summary>
    public long? Schema { get; }

    /// <summary>The server and its version, as it said when the connection began.</summary>
    public string Engine => $"PostgreSQL {_connection.PostgreSqlVersion}";

    /// <summary>What the server warned of while it committed last; null when it did not.</summary>
    public string? Warning { get; private set; }

    /// <summary>Whether it came out of its last transaction in order and can be used again.</summary>
    public bool IsUsable => !_isBroken && !_dialect.IsLost && _connection.State == ConnectionState.Open;

    /// <summary>Whether it is worth keeping: it can be used again and keeps not too many different statements.</summary>
    public bool IsWorthKeeping => IsUsable && !_statements.AreMany;

    /// <summary>The transaction that was begun last, for <see cref="LastCommitted"/>.</summary>
    public (string Writer, long Sequence) Transaction => _signature.Transaction;

    public SqlSession Session(bool writable) => new(_statements, _dialect, writable);

    /// <summary>Begins what <see cref="ReadSession"/> reads in.</summary>
    public void BeginReadSession(CancellationToken cancellation)
    {
        if (_isPooled) BeginRead(cancellation);
        else Reset(Stop, cancellation);
    }

    /// <summary>A session that reads one state, that of its first query. Without a pooler, the begin is sent with that query.</summary>
    public SqlSession ReadSession() => _isPooled ? Session(writable: false) : new(_statements, _dialect, writable: false, s_beginRead);

    /// <summary>Asks the server for its time. No transaction may be open.</summary>
    public void AskTime(PostgresClock clock, CancellationToken cancellation)
    {
        EndInterrupt();
        _dialect.Begin(null, cancellation);
        var asked = clock.GetTimestamp();
        clock.Set(UnixMicroseconds.ToTime(Ask("SELECT " + PostgresSettings.Time, row => row.GetInt64(0))), asked);
    }

    /// <summary>Begins a transaction that can write. The server hears of it with the first statement.</summary>
    public void BeginWrite(CancellationToken cancellation)
    {
        if (_isPooled)
        {
            BeginMigration(cancellation);
        }
        else
        {
            Reset(null, cancellation);
            BeginOfDriver();
        }

        _signature.Began();
    }

    /// <summary>Sends the begin of a transaction that reads one state, that of its first query at the latest.</summary>
    public void BeginRead(CancellationToken cancellation) =>
        Begin(Beginning(BeginReadSql) + "; " + SavepointSql, _isPooled ? null : Stop, cancellation);

    /// <summary>Ends what <see cref="BeginReadSession"/> began.</summary>
    public void EndReadSession(SqlSession session)
    {
        if (session.End() == 0) Rollback();
        else EndInterrupt();
    }

    /// <summary>The first row of a query that has one, in a transaction of its own, asked for in one message.</summary>
    public T AskAlone<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation)
        where T : struct
    {
        try
        {
            T answer;
            if (_isPooled)
            {
                BeginRead(cancellation);
                answer = Ask(sql, read);
                Rollback();
                return answer;
            }

            Reset(null, cancellation);
            answer = Ask($"{BeginReadSql}; {sql}; COMMIT", read);
            EndInterrupt();
            return answer;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>Begins a transaction that changes the tables themselves.</summary>
    public void BeginMigration(CancellationToken cancellation) =>
        Begin(Beginning("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"), null, cancellation);

    /// <summary>Writes what is left, and by what the transaction will be known if its commit is lost, and makes it last, all in one
    /// message; as <see cref="TryCommit()"/>.</summary>
    /// <param name="rest">What is left.</param>
    public bool TryCommit(IReadOnlyList<SqlBatchStatement> rest)
    {
        var all = _signature.Sign(rest, () => _dialect.Refuse(_errors.Lost(null)));
        if (!TryCommit(() => _statements.Run(all, commits: true))) return false;
        _signature.Committed();
        return true;
    }

    /// <summary>
    /// Makes what was written last. False when this is not known: the connection was lost meanwhile, or the server warns. A
    /// server that waits for a synchronous standby and is made to wait no longer (by a time limit, by an administrator)
    /// answers with success and a warning: the standby may not have it.
    /// </summary>
    public bool TryCommit() => TryCommit(() => Execute("COMMIT"));

    private bool TryCommit(Action commit)
    {
        // From here on an interruption leaves in doubt what is certain otherwise, so it waits until a commit takes far too long.
        EndInterrupt();
        using var hurry = new PostgresInterrupt(_statements, _dialect.Cancellation, CommitMilliseconds);
        try
        {
            _dialect.BeforeStatement();
            Warning = null;
            commit();
            hurry.Dispose();
            EndTransaction();
            _isBroken |= Warning is not null || hurry.HasAsked;
            return Warning is null;
        }
        catch (Exception error) when (PostgresErrors.IsStumble(error)
            || (error is DbException database && (error is not PostgresException || PostgresErrors.IsLost(database))))
        {
            _isBroken = true;
            return false;
        }
        catch (DbException error)
        {
            throw _dialect.Translate(error);
        }
    }

    /// <summary>Undoes what was written. It never throws: what led here is the error to report.</summary>
    public void Rollback()
    {
        EndInterrupt();
        if (!IsUsable) return;
        try
        {
            if (_transaction is null) Execute("ROLLBACK");
            else _transaction.Rollback();
            EndTransaction();
        }
        catch (Exception error) when (error is DbException or OperationCanceledException or InvalidOperationException
            || PostgresErrors.IsStumble(error))
        {
            _isBroken = true;
        }
    }

    /// <summary>
    /// The number of the last transaction that a connection committed; waits for one that is still under way. Null when the
    /// server has an answer that may not last. The question is a write, and committed: the server confirms it only when all
    /// synchronous standbys have everything before it. A mere read would see what the primary alone has, which goes with it.
    /// </summary>
    public long? LastCommitted(string writer, CancellationToken cancellation)
    {
        BeginMigration(cancellation);
        long last;
        try
        {
            last = Ask(PostgresWriters.Last, row => row.GetInt64(0), SqlValue.Text("id", writer));
        }
        catch
        {
            Rollback();
            throw;
        }

        return TryCommit() ? last : null;
    }

    /// <summary>Runs statements that change the tables themselves, for as long as that takes.</summary>
    public void Script(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = _dialect.Text(sql);
        command.CommandTimeout = 0;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DbException error)
        {
            throw _dialect.Translate(error);
        }
    }

    /// <summary>The first row of a query that has one.</summary>
    public T Ask<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<SqlValue> values)
        where T : struct => Session(writable: false).FirstValue(sql, read, values) ?? throw _errors.Corrupt($"no row: {sql}");

    public void Dispose()
    {
        _interrupt?.Dispose();
        _statements.Dispose();
        _connection.Dispose();
    }

    private void Begin(string sql, Action<DbDataReader>? stop, CancellationToken cancellation, params ReadOnlySpan<SqlValue> values)
    {
        Reset(stop, cancellation);
        try
        {
            Execute(sql, values);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.FeatureNotSupported)
        {
            // A standby does not even begin to write.
            Rollback();
            throw _dialect.Refuse(_errors.ReadOnly(error));
        }
        catch (DbException error)
        {
            Rollback();
            throw _dialect.Translate(error);
        }
        catch (Exception error) when (_dialect.Lost(error) is { } lost)
        {
            Rollback();
            throw lost;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    // Forgets the transaction before.
    private void Reset(Action<DbDataReader>? stop, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        EndInterrupt();
        _dialect.Begin(stop, cancellation);
        if (!IsUsable) throw _errors.Lost(null);
        _interrupt = new(_statements, cancellation);
    }

    private void BeginOfDriver()
    {
        try
        {
            _transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        }
        catch (Exception error) when (_dialect.Lost(error) is { } lost)
        {
            throw lost;
        }
    }

    // Who is pooled gets another session of the server with each transaction.
    private string Beginning(string begin) => _isPooled ? $"{begin}; {PostgresSettings.ForTransaction}" : begin;

    private void EndTransaction()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private void EndInterrupt()
    {
        _interrupt?.Dispose();
        _interrupt = null;
    }

    // A statement that was stopped ends its transaction, unless that returns to where it was before. Npgsql takes the
    // server's word that it was stopped for a normal end of the rows.
    private void Stop(DbDataReader rows)
    {
        _statements.Cancel();
        rows.Dispose();
        Execute("ROLLBACK TO " + SavepointSql);
    }

    private void Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        var statement = _statements.Take(sql);
        try
        {
            statement.With(values).ExecuteNonQuery();
        }
        finally
        {
            _statements.GiveBack(statement);
        }
    }
}
