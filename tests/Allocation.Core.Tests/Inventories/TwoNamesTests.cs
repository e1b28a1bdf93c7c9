using Allocation.Core.Inventories;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Microsoft.Data.Sqlite;

namespace Allocation.Core.Tests.Inventories;

public sealed class TwoNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new(inMemory: true);
    private readonly StoreProvider _provider = new();

    [Fact]
    public void What_one_name_of_a_table_gave_is_no_leak_of_the_other()
    {
        using var system = Open(_provider);
        system.Pools.Create("own", new PoolChange { From = 0, To = 9 });
        Register(system, "prod", 100);
        Register(system, "lab", 150);
        system.VlanServices.Create(new VlanServiceRequest("a") { NorthPool = "inventory:prod", SouthPool = "inventory:lab" });
        Assert.Empty(system.Leaks.Find());
    }

    [Fact]
    public void An_inventory_that_cannot_be_reached_from_here_is_named()
    {
        using (var system = Open(_provider)) Register(system, "prod", 100);
        using var other = Open(null);
        var notices = new List<string>();
        using (InventoryNotices.Listen(notices.Add)) Assert.Empty(other.Leaks.Find());
        Assert.Contains("inventory:prod", Assert.Single(notices), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private AllocationSystem Open(ISqlInventories? sql) =>
        new(_provider.Open(StoreUri.Parse("sqlite:store.db", _folder.Path)), sql: sql, scripts: new SessionInventories());

    private void Register(AllocationSystem system, string name, int from)
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File("theirs.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE IF NOT EXISTS taken (key text PRIMARY KEY, owner text, attribute text, number integer UNIQUE)";
            command.ExecuteNonQuery();
        }

        system.Inventories.Register(name, InventoryKind.Tagged, new SqlInventorySettings(
            "sqlite:" + _folder.File("theirs.db"),
            $"INSERT INTO taken SELECT @key, @owner, @attribute, coalesce(max(number), {from} - 1) + 1 FROM taken WHERE number BETWEEN " +
                $"{from} AND {from} + 49 RETURNING number",
            "DELETE FROM taken WHERE key = @key")
        {
            Find = "SELECT number, owner, attribute, key FROM taken WHERE key = @key",
            List = "SELECT number, owner, attribute, key FROM taken",
        });
    }
}
