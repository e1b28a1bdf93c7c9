using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Rows of a database as they are, without any of the product: read from one, inserted into another with one prepared statement a
/// table.</summary>
internal sealed class BareRows : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _inserts = [];

    public BareRows(SqliteConnection connection) => _connection = connection;

    /// <summary>The rows of a query of all columns of a table, each with the name of the table.</summary>
    public List<(string Table, object[] Values)> Read(string table, string where, string value)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE {where}";
        command.Parameters.AddWithValue("@value", value);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, object[])>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add((table, values));
        }

        return rows;
    }

    /// <summary>Inserts rows in one transaction.</summary>
    public void Insert(IEnumerable<(string Table, object[] Values)> rows)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (table, values) in rows)
        {
            if (!_inserts.TryGetValue(table, out var insert)) _inserts[table] = insert = Prepare(table, values.Length);
            insert.Transaction = transaction;
            for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values) insert.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string table, int columns)
    {
        var command = _connection.CreateCommand();
        var names = Enumerable.Range(0, columns).Select(c => $"@{c}").ToList();
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
        foreach (var name in names) command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        return command;
    }
}
