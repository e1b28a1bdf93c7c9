using Npgsql;
using NpgsqlTypes;

namespace Allocation.Benchmarks.Measuring;

/// <summary>Writes the rows of a VLAN service with Npgsql and nothing else: one transaction, one prepared statement a row.</summary>
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
    private readonly string _pool;
    private long _next;

    /// <param name="connection">Open, with the store's schema as its search path.</param>
    /// <param name="pool">Whose numbers are taken; its own.</param>
    public BarePostgres(NpgsqlConnection connection, string pool)
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
    }

    public void Write()
    {
        using var transaction = _connection.BeginTransaction();
        var id = Guid.NewGuid().ToString("D");
        Run(_service, id, "VlanService", 1L, id, id, "up", 1L, 3L, $$"""{"name":"{{id}}","north_vlan_id":{{_next}},"south_vlan_id":{{_next + 1}}}""", 0L, 0L, Guid.NewGuid().ToString("D"), 0L, """[{"state":"start"},{"state":"up"}]""");
        foreach (var attribute in new[] { "north_vlan_id", "south_vlan_id" })
            Run(_allocation, Guid.NewGuid().ToString("D"), _pool, $"{_next}", _next++, id, id, id, "Service", attribute, "Active", 0L);
        Run(_range, _next, _next - 2, _pool);
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

    private static void Run(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
