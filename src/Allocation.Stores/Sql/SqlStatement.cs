using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>A statement of one connection, prepared when it is used for the second time: most processes do one thing and end. Its parameters are always given in the same order.</summary>
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
