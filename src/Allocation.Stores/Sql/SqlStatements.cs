using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>The prepared statements of one connection. One that is being read from is not given again before it comes back.</summary>
internal sealed class SqlStatements(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, Stack<SqlStatement>> _idle = [];
    private volatile SqlStatement? _last;

    public SqlStatement Take(string sql) =>
        _last = _idle.TryGetValue(sql, out var idle) && idle.TryPop(out var statement) ? statement : new(connection, sql);

    /// <summary>Asks the database to end the statement that was taken last, from whatever thread.</summary>
    public void Cancel() => _last?.Cancel();

    public void GiveBack(SqlStatement statement)
    {
        if (!_idle.TryGetValue(statement.Sql, out var idle)) _idle[statement.Sql] = idle = [];
        idle.Push(statement);
    }

    public void Dispose()
    {
        foreach (var statement in _idle.Values.SelectMany(idle => idle)) statement.Dispose();
        _idle.Clear();
    }
}
