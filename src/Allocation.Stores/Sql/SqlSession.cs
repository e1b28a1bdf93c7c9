using System.Data.Common;
using System.Text.Json;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Stores.Sql.Events;
using Allocation.Stores.Sql.Notes;
using Allocation.Stores.Sql.Queue;

namespace Allocation.Stores.Sql;

/// <summary>One transaction on one connection. The store begins and ends it; this runs the statements in between.</summary>
internal sealed class SqlSession : IStoreSession
{
    private readonly SqlStatements _statements;
    private readonly SqlPoolRows _pools;
    private readonly SqlServiceRows _services;
    private readonly SqlFreeRangeRows _freeRanges;
    private readonly SqlAllocationRows _allocations;
    private readonly SqlNoteRows _notes;
    private readonly SqlQueueRows _queue;
    private readonly List<ISqlRowStream> _open = [];
    private readonly SqlWaitingStatements _waiting;
    private bool _ended;

    /// <param name="statements">The statements of the connection.</param>
    /// <param name="dialect">Its database.</param>
    /// <param name="writable">Whether it may write.</param>
    /// <param name="begin">What begins the transaction with its first statement; empty where it has begun.</param>
    public SqlSession(SqlStatements statements, SqlDialect dialect, bool writable, params ReadOnlySpan<SqlBatchStatement> begin)
    {
        _statements = statements;
        _waiting = new(statements, dialect);
        foreach (var statement in begin) _waiting.Add(statement);
        IsWritable = writable;
        Dialect = dialect;
        _pools = new(this);
        _freeRanges = new(this);
        Cooling = new SqlCoolingRows(this);
        _allocations = new(this);
        _services = new(this);
        _notes = new(this);
        Requests = new SqlRequestRows(this);
        Intents = new SqlIntentRows(this);
        Inventories = new SqlInventoryRows(this);
        ResourcePools = new SqlResourcePoolRows(this);
        Resources = new SqlResourceRows(this);
        Tickets = new SqlTicketRows(this);
        _queue = new(this);
        History = new SqlServiceHistoryRows(this);
        Definitions = new SqlDefinitionRows(this);
        Events = new SqlEventRows(this);
    }

    public SqlDialect Dialect { get; }

    public bool IsWritable { get; }

    public IPoolRows Pools => _pools;

    public IFreeRangeRows FreeRanges => _freeRanges;

    public ICoolingRows Cooling { get; }

    public IAllocationRows Allocations => _allocations;

    public IServiceRows Services => _services;

    public INoteRows Notes => _notes;

    public IRequestRows Requests { get; }

    public IIntentRows Intents { get; }

    public IInventoryRows Inventories { get; }

    public IResourcePoolRows ResourcePools { get; }

    public IResourceRows Resources { get; }

    public ITicketRows Tickets { get; }

    public IQueueRows Queue => _queue;

    public IServiceHistoryRows History { get; }

    public IDefinitionRows Definitions { get; }

    public IEventRows Events { get; }

    /// <summary>Runs a statement that changes rows; how many it changed.</summary>
    /// <exception cref="InvalidOperationException">The session is over, or only reads.</exception>
    public int Execute(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (!IsWritable) throw new InvalidOperationException("This session only reads.");
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_waiting.Count > 0) return ExecuteWithOthers(sql, values);
        var statement = Begin(sql, alone: true);
        try
        {
            return statement.With(values).ExecuteNonQuery();
        }
        catch (Exception error) when (Dialect.Meaning(error) is { } meant)
        {
            throw meant;
        }
        finally
        {
            _statements.GiveBack(statement);
        }
    }

    /// <summary>
    /// Runs a statement that changes rows: at once; or, where the database takes several together, with the next statement, when
    /// as many as it takes wait, or at the end. What <see cref="SqlBatchStatement.Missed"/> gives is thrown then, and after it the
    /// transaction takes nothing more: whoever catches it may think that it is about another statement.
    /// </summary>
    public void ExecuteLater(SqlBatchStatement write)
    {
        if (Dialect.MostTogether == 1)
        {
            write.Answer(Execute(write.Sql, write.Values));
            return;
        }

        if (!IsWritable) throw new InvalidOperationException("This session only reads.");
        ObjectDisposedException.ThrowIf(_ended, this);
        StoreTrace.Current?.Statement?.Invoke(write.Sql);
        Dialect.BeforeStatement();
        _waiting.Add(write);
        if (_waiting.Count == Dialect.MostTogether) Send();
    }

    /// <summary>The first row of a query, or null.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class => TryFirst(sql, read, values, out var row) ? row : null;

    /// <summary>The first row of a query as a value, or null.</summary>
    public T? FirstValue<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<SqlValue> values)
        where T : struct => TryFirst(sql, read, values, out var row) ? row : null;

    /// <summary>The one number of a query that always has one.</summary>
    public long Number(string sql, params ReadOnlySpan<SqlValue> values) =>
        TryFirst(sql, reader => reader.GetInt64(0), values, out var number)
            ? number
            : throw new InvalidOperationException($"No row: {sql}");

    /// <summary>The rows of a query, read as they are taken.</summary>
    public IEnumerable<T> Rows<T>(string sql, Func<DbDataReader, T> read, params SqlValue[] values)
    {
        var rows = Open(sql, read, values);
        try
        {
            while (rows.TryNext(out var row)) yield return row;
        }
        finally
        {
            rows.Close();
        }
    }

    /// <summary>Writes what rows were kept back; the store calls it before it commits.</summary>
    public void Flush()
    {
        _freeRanges.Flush();
        Send();
    }

    /// <summary>Ends the session.</summary>
    /// <returns>What is still to be written, with the commit.</returns>
    public IReadOnlyList<SqlBatchStatement> Finish()
    {
        _freeRanges.Flush();
        var rest = _waiting.Empty();
        End();
        return rest;
    }

    /// <summary>Ends the session: nothing can be read or written through it any more.</summary>
    /// <returns>How many statements were never sent. Those that begin a transaction are, if it was never begun.</returns>
    public int End()
    {
        _ended = true;
        var unsent = _waiting.Empty().Length;
        foreach (var rows in _open.ToArray()) rows.Close();
        return unsent;
    }

    /// <summary>Whether this session has locked the pool, so that no other transaction changes its rows.</summary>
    internal bool HasLocked(string pool) => _pools.HasLocked(pool);

    /// <summary>What the lowest free range of a locked pool is.</summary>
    internal void Knows(string pool, FreeRange lowest) => _freeRanges.Knows(pool, lowest);

    /// <summary>Forgets the lines that were read: a pool was renamed, and they name the old one.</summary>
    internal void ForgetLines() => _allocations.Forget();

    /// <summary>Whether this session has made or locked the service, so that no other transaction changes its rows.</summary>
    internal bool HasLockedService(string id) => _services.HasLocked(id);

    /// <summary>Whether this session has locked the queue, so that no other transaction changes tickets, resources and resource
    /// pools.</summary>
    internal bool HasLockedQueue => _queue.IsLocked;

    /// <summary>Notes something of what this session has just added.</summary>
    internal void AddNotes(NoteSubject subject, NoteSet notes) => _notes.Add(subject, notes);

    internal void Finished(ISqlRowStream rows, SqlStatement? statement)
    {
        _open.Remove(rows);
        GiveBack(statement);
    }

    /// <summary>Reads, with errors in the words of the seam.</summary>
    internal T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (Dialect.Meaning(error) is { } meant)
        {
            throw meant;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidCastException)
        {
            throw Dialect.Damaged(error);
        }
    }

    private SqlRowStream<T> Open<T>(string sql, Func<DbDataReader, T> read, SqlValue[] values)
    {
        SqlStatement? statement = null;
        try
        {
            var rows = new SqlRowStream<T>(this, Ask(sql, values, out statement), statement, read);
            _open.Add(rows);
            return rows;
        }
        catch (Exception error) when (Dialect.Meaning(error) is { } meant)
        {
            GiveBack(statement);
            throw meant;
        }
    }

    private bool TryFirst<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<SqlValue> values, out T row)
    {
        SqlStatement? statement = null;
        try
        {
            using var reader = Ask(sql, values, out statement);
            var found = reader.Read();
            row = found ? read(reader) : default!;
            return found;
        }
        catch (Exception error) when (Dialect.Meaning(error) is { } meant)
        {
            throw meant;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidCastException)
        {
            throw Dialect.Damaged(error);
        }
        finally
        {
            GiveBack(statement);
        }
    }

    // Waiting statements are sent with the query. The statement is null then.
    private DbDataReader Ask(string sql, ReadOnlySpan<SqlValue> values, out SqlStatement? statement)
    {
        statement = null;
        if (_waiting.Count == 0)
        {
            statement = Begin(sql, alone: false);
            return statement.With(values).ExecuteReader();
        }

        StoreTrace.Current?.Statement?.Invoke(sql);
        BufferOpen();
        return _waiting.Ask(SqlBatchStatement.Parts(sql, values.ToArray()));
    }

    // Rows that are still being taken must not see what a later statement of the same session writes.
    private SqlStatement Begin(string sql, bool alone)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_open.Count > 0 && (alone || !Dialect.ReadsSideBySide)) BufferOpen();
        StoreTrace.Current?.Statement?.Invoke(sql);
        Dialect.BeforeStatement();
        return _statements.Take(sql);
    }

    private int ExecuteWithOthers(string sql, ReadOnlySpan<SqlValue> values)
    {
        var changed = 0;
        StoreTrace.Current?.Statement?.Invoke(sql);
        _waiting.Add(new(sql, values.ToArray()) { Tell = count => changed = count });
        Send();
        return changed;
    }

    private void BufferOpen()
    {
        foreach (var rows in _open.ToArray()) rows.Buffer();
    }

    private void GiveBack(SqlStatement? statement)
    {
        if (statement is not null) _statements.GiveBack(statement);
    }

    private void Send()
    {
        if (_waiting.Count == 0) return;
        BufferOpen();
        _waiting.Send();
    }
}
