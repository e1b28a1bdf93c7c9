using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>A statement of one connection, prepared when it is used for the second time: most processes do one thing and end. Its
/// parameters are always given in the same order.</summary>
internal sealed class SqlStatement(DbConnection connection, SqlDialect dialect, string sql) : IDisposable
{
    private readonly DbCommand _command = connection.CreateCommand();

    private int _uses;

    public string Sql => sql;

    /// <summary>The command, ready to run with these values.</summary>
    public DbCommand With(ReadOnlySpan<SqlValue> values)
    {
        if (_uses == 0) Fill(values);
        for (var i = 0; i < values.Length && _uses > 0; i++) _command.Parameters[i].Value = values[i].Value;
        if (_uses++ == 1 && dialect.Prepares) _command.Prepare();
        return _command;
    }

    /// <summary>Asks the database to end it, from whatever thread; nothing when it does not run.</summary>
    public void Cancel() => _command.Cancel();

    public void Dispose() => _command.Dispose();

    private void Fill(ReadOnlySpan<SqlValue> values)
    {
        _command.CommandText = dialect.Text(sql);
        foreach (var value in values) _command.Parameters.Add(value.Of(_command.CreateParameter()));
    }
}

/// <summary>The prepared statements of one connection. One that is being read from is not given again before it comes back.</summary>
internal sealed class SqlStatements(DbConnection connection, SqlDialect dialect) : IDisposable
{
    // Far more than a process needs that does the same things again. Filters make more: one for each number of values.
    private const int KeptAtMost = 500;

    private readonly Dictionary<string, Stack<SqlStatement>> _idle = [];
    private readonly Dictionary<string, SqlBatch> _batches = [];
    private volatile Action? _cancel;

    /// <summary>Whether so many different ones are kept that the connection should be closed instead of kept.</summary>
    public bool AreMany => _idle.Count + _batches.Count > KeptAtMost;

    public SqlStatement Take(string sql)
    {
        var taken = _idle.TryGetValue(sql, out var idle) && idle.TryPop(out var statement) ? statement : new(connection, dialect, sql);
        _cancel = taken.Cancel;
        return taken;
    }

    /// <summary>Sends statements together.</summary>
    /// <param name="writes">The statements.</param>
    /// <param name="commits">Whether the transaction is committed with them.</param>
    public void Run(IReadOnlyList<SqlBatchStatement> writes, bool commits = false) => Batch(writes, commits).Run(writes);

    /// <summary>Sends statements and queries together.</summary>
    /// <param name="writes">The statements.</param>
    /// <param name="queries">The queries, which are run after them.</param>
    /// <returns>The rows of the queries, which must be disposed before anything else is run.</returns>
    public DbDataReader Read(IReadOnlyList<SqlBatchStatement> writes, IReadOnlyList<SqlBatchStatement> queries) =>
        Batch(writes.Concat(queries), commits: false).Read(writes, queries);

    /// <summary>Asks the database to end the statement that was taken last, from whatever thread.</summary>
    public void Cancel() => _cancel?.Invoke();

    public void GiveBack(SqlStatement statement)
    {
        if (!_idle.TryGetValue(statement.Sql, out var idle)) _idle[statement.Sql] = idle = [];
        idle.Push(statement);
    }

    public void Dispose()
    {
        foreach (var statement in _idle.Values.SelectMany(idle => idle)) statement.Dispose();
        foreach (var batch in _batches.Values) batch.Dispose();
        _idle.Clear();
        _batches.Clear();
    }

    private SqlBatch Batch(IEnumerable<SqlBatchStatement> statements, bool commits)
    {
        var key = string.Join(";\n", statements.Select(statement => statement.Sql)) + (commits ? ";\nCOMMIT" : "");
        if (!_batches.TryGetValue(key, out var batch)) _batches[key] = batch = new(connection, dialect, commits);
        _cancel = batch.Cancel;
        return batch;
    }
}
