using System.Data.Common;

namespace Allocation.Stores.Sql;

/// <summary>A prepared statement of one connection. Its parameters are always given in the same order.</summary>
internal sealed class SqlStatement(DbConnection connection, string sql) : IDisposable
{
    private readonly DbCommand _command = connection.CreateCommand();

    public string Sql => sql;

    /// <summary>The command, ready to run with these values.</summary>
    public DbCommand With(ReadOnlySpan<SqlValue> values)
    {
        if (_command.CommandText.Length == 0)
        {
            Prepare(values);
            return _command;
        }

        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i].Value;
        return _command;
    }

    /// <summary>Asks the database to end it, from whatever thread; nothing when it does not run.</summary>
    public void Cancel() => _command.Cancel();

    public void Dispose() => _command.Dispose();

    private void Prepare(ReadOnlySpan<SqlValue> values)
    {
        _command.CommandText = sql;
        foreach (var value in values)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = "@" + value.Name;
            parameter.DbType = value.Type;
            parameter.Value = value.Value;
            _command.Parameters.Add(parameter);
        }

        _command.Prepare();
    }
}
