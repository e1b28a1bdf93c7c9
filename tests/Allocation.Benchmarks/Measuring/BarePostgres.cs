using Npgsql;
using NpgsqlTypes;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Writes the rows of a VLAN service with Npgsql and nothing else: one transaction, one prepared statement a row. Without the row
/// of its event, unless it is asked for.</summary>
internal sealed class BarePostgres : IDisposable
{
    private static readonly string[] s_serviceColumns = ["id", "definition", "definition_version", "name", "name_key", "state", "living",
        "version", "active_values", "created_at", "updated_at", "first_id", "first_at", "first_events"];
    private static readonly string[] s_allocationColumns = ["reservation_id", "pool", "resource_id", "number", "lease_id", "lease_name",
        "lease_name_key", "lease_kind", "attribute", "state", "start_date"];

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _service;
    private readonly NpgsqlCommand _allocation;
    private readonly NpgsqlCommand _range;
    private readonly NpgsqlCommand? _event;
    private readonly string _pool;
    private long _next;

    /// <param name="connection">Open, with the store's schema as its search path.</param>
    /// <param name="pool">Whose numbers are taken; its own.</param>
    /// <param name="writesEvents">Whether the row of an event is written as well: a copy of the one that the product wrote last.</param>
    public BarePostgres(NpgsqlConnection connection, string pool, bool writesEvents = false)
    {
        _connection = connection;
        _pool = pool;
        _service = Insert("services", s_serviceColumns);
        _allocation = Insert("allocations", s_allocationColumns);
        _range = connection.CreateCommand();
        _range.CommandText = "UPDATE free_ranges SET range_from = $1 WHERE range_from = $2 AND pool = $3";
        for (var i = 0; i < 2; i++) _range.Parameters.Add(new NpgsqlParameter<long>());
        _range.Parameters.Add(new NpgsqlParameter<string>());
        _range.Prepare();
        if (writesEvents) _event = InsertEvent();
    }

    public void Write()
    {
        using var transaction = _connection.BeginTransaction();
        var id = Guid.NewGuid().ToString("D");
        Run(_service, id, "VlanService", 1L, id, id, "up", 1L, 3L, $$"""{"name":"{{id}}","north_vlan_id":{{_next}},"south_vlan_id":{{_next + 1}}}""", 0L, 0L, Guid.NewGuid().ToString("D"), 0L, """[{"state":"start"},{"state":"up"}]""");
        foreach (var attribute in new[] { "north_vlan_id", "south_vlan_id" })
            Run(_allocation, Guid.NewGuid().ToString("D"), _pool, $"{_next}", _next++, id, id, id, "Service", attribute, "Active", 0L);
        Run(_range, _next, _next - 2, _pool);
        if (_event is not null)
        {
            _event.Parameters["id"].Value = Guid.NewGuid().ToString("D");
            _event.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    private NpgsqlCommand Insert(string table, string[] columns)
    {
        var command = _connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
        foreach (var column in columns)
        {
            var isNumber = column is "definition_version" or "living" or "version" or "number" or "created_at" or "updated_at"
                or "start_date" or "first_at";
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = isNumber ? NpgsqlDbType.Bigint : NpgsqlDbType.Text });
        }

        command.Prepare();
        return command;
    }

    private NpgsqlCommand InsertEvent()
    {
        using var latest = _connection.CreateCommand();
        latest.CommandText = "SELECT * FROM events ORDER BY at DESC, id DESC LIMIT 1";
        var command = _connection.CreateCommand();
        using (var row = latest.ExecuteReader())
        {
            if (!row.Read()) throw new InvalidOperationException("The product has written no event yet.");
            for (var i = 0; i < row.FieldCount; i++) command.Parameters.AddWithValue(row.GetName(i), row.GetValue(i));
        }

        command.CommandText = $"INSERT INTO events VALUES ({string.Join(", ", command.Parameters.Select(p => $"@{p.ParameterName}"))})";
        command.Prepare();
        return command;
    }

    private static void Run(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
