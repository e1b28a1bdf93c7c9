using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Tests.Fixtures;
using Npgsql;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>What is asked all the time costs the same however long the ledger is: each question has its index, and nothing is
/// sorted.</summary>
public sealed class PostgresQueryPlanTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();
    private readonly NpgsqlConnection _connection;
    private readonly string _schema;

    public PostgresQueryPlanTests()
    {
        _schema = PostgresAddress.Parse(_fixture.Store.Uri, Environment.GetEnvironmentVariable).QuotedSchema;
        _connection = new($"Host={_fixture.Socket};Username=allocation;Database=postgres;Pooling=false");
        _connection.Open();
        Text(
            $"""
            INSERT INTO {_schema}.allocations (reservation_id, pool, resource_id, number, lease_id, lease_name, lease_name_key, lease_kind,
                state, start_date, end_date)
            SELECT 'r' || n, 'pool' || n % 10, n::text, n, 'lease' || n / 2, 'name' || n / 2, 'name' || n / 2, 'Service',
                CASE WHEN n % 2 = 0 THEN 'Active' ELSE 'Released' END, n, n + 1 FROM generate_series(1, 5000) n;
            INSERT INTO {_schema}.free_ranges (pool, range_from, range_to, freed_at)
            SELECT 'pool' || n % 10, 2 * n, 2 * n + 1, n FROM generate_series(1, 5000) n;
            INSERT INTO {_schema}.tickets (id, state, waiting_key, sandbox, expires_at, body)
            SELECT n, 'Open', 'key' || n % 500, '', n, 'x' FROM generate_series(1, 5000) n;
            INSERT INTO {_schema}.resources (id, name, pool, state, living, ready_key, sandbox, body)
            SELECT n, 'n' || n, 'p', 'Up', 1, 'key' || n % 500, '', 'x' FROM generate_series(1, 5000) n;
            ANALYZE {_schema}.allocations; ANALYZE {_schema}.free_ranges; ANALYZE {_schema}.tickets; ANALYZE {_schema}.resources;
            SET enable_seqscan = off; SET jit = off
            """);
    }

    [Theory]
    [InlineData("allocations WHERE pool = 'pool1' AND resource_id = '11' AND state = 'Active'", "allocations_active")]
    [InlineData("allocations WHERE lease_id = 'lease7' AND state <> 'Released'", "allocations_by_lease")]
    [InlineData("allocations WHERE lease_name_key = 'name7'", "allocations_by_lease_name")]
    [InlineData("allocations WHERE reservation_id = 'r7'", "allocations_pkey")]
    [InlineData("allocations WHERE state = 'Active' AND end_date IS NOT NULL AND end_date <= 7", "allocations_ending")]
    [InlineData("allocations WHERE pool = 'pool1' ORDER BY pool, number, resource_id, reservation_id LIMIT 9", "allocations_in_order")]
    [InlineData("allocations WHERE (pool, number, resource_id, reservation_id) > ('pool1', 7, '7', 'r7') " +
        "ORDER BY pool, number, resource_id, reservation_id LIMIT 9", "allocations_in_order")]
    [InlineData("free_ranges WHERE pool = 'pool1' ORDER BY range_from LIMIT 1", "free_ranges_pkey")]
    [InlineData("free_ranges WHERE pool = 'pool1' AND range_from <= 700 ORDER BY range_from DESC LIMIT 1", "free_ranges_pkey")]
    [InlineData("free_ranges WHERE pool = 'pool1' AND freed_at IS NOT NULL ORDER BY freed_at, range_from LIMIT 1", "free_ranges_by_age")]
    [InlineData("services WHERE definition = 'a' AND name_key = 'b' AND living = 1", "services_living")]
    [InlineData("services WHERE (name_key, id) > ('b', 'c') ORDER BY name_key, id LIMIT 9", "services_by_name")]
    [InlineData("resources WHERE ready_key = 'key1' AND sandbox = '' ORDER BY id LIMIT 1", "resources_ready")]
    [InlineData("tickets WHERE state = 'Open' AND expires_at IS NOT NULL ORDER BY expires_at, id LIMIT 1", "tickets_expiry")]
    public void Lookups_use_their_index_and_are_not_sorted(string query, string index)
    {
        var plan = Text($"EXPLAIN SELECT * FROM {_schema}.{query}");
        Assert.Contains($" {index}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _fixture.Dispose();
    }

    private string Text(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read()) lines.Add(rows.GetString(0));
        return string.Join('\n', lines);
    }
}
