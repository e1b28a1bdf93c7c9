using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>The prepared statements of one connection. One that is being read from is not given again before it comes back.</summary>
internal sealed class SqlStatements(DbConnection connection, SqlDialect dialect) : IDisposable
{
    private readonly Dictionary<string, Stack<SqlStatement>> _idle = [];
    private readonly Dictionary<string, SqlBatch> _batches = [];
    private volatile Action? _cancel;

    public SqlStatement Take(string sql)
    {
        var taken = _idle.TryGetValue(sql, out var idle) && idle.TryPop(out var statement) ? statement : new(connection, dialect, sql);
        _cancel = taken.Cancel;
        return taken;
    }

    /// <summary>Sends statements together.</summary>
    public void Run(IReadOnlyList<SqlWrite> writes)
    {
        var key = string.Join(";\n", writes.Select(w => w.Sql));
        if (!_batches.TryGetValue(key, out var batch)) _batches[key] = batch = new(connection, dialect);
        _cancel = batch.Cancel;
        batch.Run(writes);
    }

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
}
