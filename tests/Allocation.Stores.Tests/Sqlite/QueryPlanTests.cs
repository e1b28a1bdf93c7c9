using Allocation.Core.Ledger;
using Allocation.Stores.Sql;
using Allocation.Stores.Sqlite;
using Allocation.Stores.Tests.Fixtures;
using Microsoft.Data.Sqlite;

namespace Allocation.Stores.Tests.Sqlite;

/// <summary>A listing of any length begins at once only when no row has to be sorted.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, AllocationState.Active)]
    [InlineData(null, AllocationState.Released)]
    [InlineData("vlan", null)]
    [InlineData("vlan", AllocationState.Active)]
    [InlineData("vlan", AllocationState.Released)]
    public void Listings_by_pool_and_state_are_not_sorted(string? pool, AllocationState? state)
    {
        foreach (var after in new LedgerPosition?[] { null, new("vlan", 1, "1", "r") })
        {
            var plan = Listing(new() { Pool = pool, State = state, After = after });
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            if (after is not null)
                Assert.Contains(pool is null
                    ? "(pool,number,resource_id,reservation_id)>"
                    : "pool=? AND (number,resource_id,reservation_id)>", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_resource_one_lease_and_overdue_leases_are_found_without_reading_all()
    {
        Assert.Contains("PRIMARY KEY (pool=? AND number=? AND resource_id=?)", Listing(new() { Pool = "vlan", ResourceId = "7" }),
            StringComparison.Ordinal);
        Assert.Contains("allocations_by_lease (lease_id=?", Listing(new() { LeaseId = "x", After = new("vlan", 1, "1", "r") }),
            StringComparison.Ordinal);
        Assert.Contains("allocations_by_lease_name (lease_name_key=?", Listing(new() { LeaseName = "x", State = AllocationState.Active }),
            StringComparison.Ordinal);
        Assert.Contains("allocations_ending", Listing(new() { Expired = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allocations WHERE pool = 'a' AND resource_id = 'b' AND state = 'Active'", "allocations_active (pool=? AND resource_id=?)")]
    [InlineData("allocations WHERE lease_id = 'a' AND state <> 'Released' ORDER BY reservation_id", "allocations_by_lease (lease_id=?)")]
    [InlineData("allocations WHERE lease_id = 'a' ORDER BY pool, number, resource_id, reservation_id", "allocations_by_lease (lease_id=?)")]
    [InlineData("allocations WHERE pool = 'a' AND number >= 1 AND number < 2 AND state <> 'Released' ORDER BY number, resource_id",
        "PRIMARY KEY (pool=? AND number>? AND number<?)")]
    [InlineData("free_ranges WHERE pool = 'a' ORDER BY range_from LIMIT 1", "PRIMARY KEY (pool=?)")]
    [InlineData("free_ranges WHERE pool = 'a' AND range_from <= 1 ORDER BY range_from DESC LIMIT 1",
        "PRIMARY KEY (pool=? AND range_from<?)")]
    [InlineData("free_ranges WHERE pool = 'a' AND freed_at IS NOT NULL ORDER BY freed_at, range_from LIMIT 1",
        "free_ranges_by_age (pool=? AND freed_at>?)")]
    [InlineData("cooling WHERE pool = 'a' AND ready_at <= 1 ORDER BY ready_at, number", "cooling_by_ready (pool=? AND ready_at<?)")]
    [InlineData("services WHERE definition = 'a' AND name_key = 'b' AND living = 1", "services_living (definition=? AND name_key=?)")]
    [InlineData("services WHERE living = 1 AND definition = 'a' ORDER BY name_key, id", "services_living (definition=?)")]
    [InlineData("services WHERE living = 1 AND definition = 'a' AND (name_key, id) > ('b', 'c') ORDER BY name_key, id LIMIT 9",
        "services_living (definition=? AND name_key>?)")]
    [InlineData("services WHERE living = 1 AND (name_key, id) > ('b', 'c') ORDER BY name_key, id LIMIT 9",
        "services_by_name ((name_key,id)>(?,?))")]
    [InlineData("services WHERE (name_key, id) > ('b', 'c') ORDER BY name_key, id LIMIT 9", "services_by_name ((name_key,id)>(?,?))")]
    [InlineData("tickets WHERE state = 'Open' AND id > 7 ORDER BY id LIMIT 9 OFFSET 0", "tickets_state (state=? AND id>?)")]
    [InlineData("tickets WHERE id > 7 ORDER BY id LIMIT 9 OFFSET 0", "sqlite_autoindex_tickets_1 (id>?)")]
    [InlineData("resources WHERE living = 1 AND id > 7 ORDER BY id LIMIT 9", "resources_living (id>?)")]
    [InlineData("resources WHERE living = 1 AND pool = 'p' AND id > 7 ORDER BY id LIMIT 9", "resources_living_pool (pool=? AND id>?)")]
    [InlineData("services WHERE definition = 'a' AND name_key >= 'b' AND name_key < 'c' AND living = 1 ORDER BY name_key LIMIT 9",
        "services_living (definition=? AND name_key>? AND name_key<?)")]
    public void Lookups_use_their_index(string query, string index) =>
        Assert.Contains(index, Plan("SELECT * FROM " + query), StringComparison.Ordinal);

    public void Dispose() => _fixture.Dispose();

    private string Listing(AllocationQuery query)
    {
        var filter = new SqlAllocationFilter(query, new SqliteDialect(new SqliteErrors(_fixture.Store.Uri)));
        return Plan("SELECT * FROM allocations" + filter.Where
            + " ORDER BY pool, number, resource_id, reservation_id LIMIT 9 OFFSET 0", filter.Values);
    }

    private string Plan(string sql, IReadOnlyList<SqlValue>? values = null)
    {
        using var connection = new SqliteConnection($"Data Source={_fixture.Store.Uri.Location};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var value in values ?? []) command.Parameters.AddWithValue("@" + value.Name, value.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read()) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }
}
