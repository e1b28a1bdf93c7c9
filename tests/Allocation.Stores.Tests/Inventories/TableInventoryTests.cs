using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Secrets;
using Npgsql;

namespace Allocation.Stores.Tests.Inventories;

/// <summary>Somebody else's table in PostgreSQL, as the external-allocation example has it.</summary>
public sealed class TableInventoryTests
{
    private const int Takers = 8;
    private const int Each = 10;

    [Fact]
    public void Many_at_once_get_different_numbers_and_find_them_again()
    {
        var inventory = Make(100, 179);
        var entries = Enumerable.Range(0, Takers).AsParallel().WithDegreeOfParallelism(Takers)
            .SelectMany(t => Enumerable.Range(0, Each).Select(i => inventory.Allocate(Claim($"{t}-{i}"), CancellationToken.None)).ToList())
            .ToList();
        Assert.Equal(Enumerable.Range(100, Takers * Each).Select(n => (long)n), entries.Select(e => e.Number).Order());
        Assert.Throws<PoolExhaustedException>(() => inventory.Allocate(Claim("late"), CancellationToken.None));
        foreach (var entry in entries) Assert.Equal(entry.Number, inventory.Find(entry.Tag!, CancellationToken.None)?.Number);
        Assert.Equal(entries.Count, inventory.List(CancellationToken.None).Count);
    }

    [Fact]
    public void The_same_claim_again_takes_nothing_and_freeing_twice_frees_once()
    {
        var inventory = Make(100, 199);
        var first = inventory.Allocate(Claim("a"), CancellationToken.None);
        Assert.Equal(first.Number, inventory.Allocate(Claim("a"), CancellationToken.None).Number);
        Assert.Equal(150, inventory.Allocate(Claim("b", 150), CancellationToken.None).Number);
        Assert.Throws<ValueTakenException>(() => inventory.Allocate(Claim("c", 150), CancellationToken.None));
        Assert.True(inventory.Free(first, () => true, CancellationToken.None));
        Assert.False(inventory.Free(first, () => true, CancellationToken.None));
        Assert.Null(inventory.Find(first.Tag!, CancellationToken.None));
    }

    [Fact]
    public void A_table_that_is_not_there_has_given_nothing()
    {
        var inventory = Open("SELECT number FROM nowhere", "DELETE FROM nowhere");
        Assert.False(Assert.Throws<InventoryFailedException>(() => inventory.Allocate(Claim("a"), CancellationToken.None)).OutcomeUnknown);
    }

    private static IInventory Make(int from, int to)
    {
        var table = "allocation_" + Guid.NewGuid().ToString("N");
        using var connection = new NpgsqlConnection($"Host={SharedPostgres.Cluster.Socket};Username=allocation;Database=postgres");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"CREATE TABLE {table} (attribute text, owner text, allocated_value bigint UNIQUE, PRIMARY KEY (attribute, owner))";
        command.ExecuteNonQuery();
        return Open(
            $"""
            INSERT INTO {table} (attribute, owner, allocated_value)
            SELECT @attribute, @owner, n FROM generate_series({from}, {to}) AS n
            WHERE n NOT IN (SELECT allocated_value FROM {table}) AND (@exactly IS NULL OR n = @exactly)
            ORDER BY n LIMIT 1
            RETURNING allocated_value AS number
            """,
            $"DELETE FROM {table} WHERE attribute = @attribute AND owner = @owner",
            $"SELECT allocated_value AS number, owner, attribute FROM {table} WHERE attribute = @attribute AND owner = @owner",
            $"SELECT allocated_value AS number, owner, attribute FROM {table}");
    }

    [Fact]
    public void A_password_that_cannot_be_read_fails_the_call_before_anything_is_asked()
    {
        var settings = new SqlInventorySettings("postgres://u@127.0.0.1:1/db", "SELECT 1 AS number", "SELECT 1")
        {
            PasswordFrom = SecretSource.Parse("file:missing", Path.GetTempPath()),
        };
        var inventory = new StoreProvider().Open("inventory:table", InventoryKind.ByValue, settings);
        var error = Assert.Throws<InventoryFailedException>(() => inventory.Allocate(Claim("a"), TestContext.Current.CancellationToken));
        Assert.IsType<SecretUnavailableException>(error.InnerException);
        Assert.False(error.OutcomeUnknown);
    }

    private static IInventory Open(string allocate, string free, string? find = null, string? list = null) => new StoreProvider().Open(
        "inventory:table",
        InventoryKind.Tagged,
        new SqlInventorySettings($"Host={SharedPostgres.Cluster.Socket};Username=allocation;Database=postgres".Insert(0, "postgres:"),
            allocate, free)
        { Find = find, List = list });

    private static InventoryClaim Claim(string owner, long? exactly = null) => new()
    {
        Tag = new InventoryTag(owner, "vlan_id", owner),
        OwnerName = owner,
        Exactly = exactly,
        Confirm = _ => true,
    };
}
