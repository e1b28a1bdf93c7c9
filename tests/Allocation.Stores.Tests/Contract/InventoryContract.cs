using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Commands;
using Allocation.Core.Inventories.Http;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Secrets;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class InventoryContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Inventories_of_every_source_keep_their_settings()
    {
        var command = new CommandInventorySettings("prog", ["a b", "--c=\"d\""])
        {
            TimeLimit = TimeSpan.FromSeconds(2.5),
            OutputLimit = 1000,
            CanList = true,
            Environment = new Dictionary<string, string> { ["TOKEN"] = "geheim" },
            EnvironmentFrom = new Dictionary<string, SecretSource>
            {
                ["KEY"] = SecretSource.Parse("file:key", "/run"),
                ["PIN"] = SecretSource.Parse("env:PIN", "/"),
            },
            WorkingFolder = "somewhere",
        };
        var table = new SqlInventorySettings("sqlite:x.db", "INSERT ...", "DELETE ...")
        {
            Find = "SELECT 1",
            List = "SELECT 2",
            TimeLimit = TimeSpan.FromSeconds(3),
            PasswordFrom = SecretSource.Parse("env:DB", "/"),
        };
        var http = HttpInventorySettings.Parse("""{"url": "https://ipam.example.org/é", "numbers": "100-199", "list": {"path": "a?b=\u0027{{x}}", "body": [1.50, null]}}""", "/");
        Store.Run(session =>
        {
            Assert.True(session.Inventories.Add(new("http", InventoryKind.Tagged, http, Noon)));
            Assert.True(session.Inventories.Add(new("Zebra", InventoryKind.ByValue, new FileInventorySettings("vlan.json"), Noon)));
            Assert.True(session.Inventories.Add(new("ipam", InventoryKind.ById, command, Noon)));
            Assert.True(session.Inventories.Add(new("table", InventoryKind.Tagged, table, Noon)));
        });
        Fixture.Reopen();
        var all = Store.Read(session => session.Inventories.All());
        Assert.Equal(["http", "ipam", "table", "Zebra"], all.Select(i => i.Name));
        Assert.Equal([http.ToJson(), command.ToJson(), table.ToJson(), new FileInventorySettings("vlan.json").ToJson()],
            all.Select(i => i.Settings.ToJson()));
        Assert.Equal([InventoryKind.Tagged, InventoryKind.ById, InventoryKind.Tagged, InventoryKind.ByValue], all.Select(i => i.Kind));
    }

    [Fact]
    public void A_name_is_used_once_whatever_its_case() => Store.Run(session =>
    {
        Assert.True(session.Inventories.Add(new("ipam", InventoryKind.ByValue, new FileInventorySettings("a"), Noon)));
        Assert.False(session.Inventories.Add(new("IPAM", InventoryKind.ByValue, new FileInventorySettings("b"), Noon)));
        Assert.Equal("ipam", session.Inventories.Find("IpaM")?.Name);
        Assert.True(session.Inventories.Remove("IPAM"));
        Assert.False(session.Inventories.Remove("ipam"));
        Assert.Null(session.Inventories.Find("ipam"));
    });
}
