using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Postgres.Addresses;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>A server was replaced by its standby, and comes back as a second primary. Nobody who can know better writes to it.</summary>
public sealed class SplitBrainTests : IDisposable
{
    private readonly PostgresPair _pair = new(isSynchronous: false);

    [Fact]
    public void A_server_that_was_replaced_and_comes_back_is_left_out_and_alone_it_is_refused()
    {
        using var longLived = Open(_pair.StoreText("brain"));
        longLived.Pools.Create("vlan", new PoolChange { From = 0, To = 100 });
        _pair.AwaitStandby();
        _pair.Primary.Stop();
        _pair.Standby.Promote();
        Create(longLived, "on-b");
        _pair.Primary.Start();

        // Who begins now, in whatever order the address names them.
        foreach (var text in new[] { PostgresPair.StoreText("brain", _pair.Primary, _pair.Standby),
            PostgresPair.StoreText("brain", _pair.Standby, _pair.Primary) })
        {
            Assert.Equal(_pair.Standby.Socket, PostgresHosts.Current(PostgresAddress.Parse(StoreUri.Parse(text, "/"), _ => null),
                new(StoreUri.Parse(text, "/")), default).Connection.Host);
            using var system = Open(text);
            Create(system, $"new-{text.IndexOf(_pair.Primary.Socket, StringComparison.Ordinal)}");
        }

        // Who was there before, and needs a new connection.
        PostgresPair.Execute(_pair.Standby,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'allocation'");
        Create(longLived, "again");

        // Who has only the old one now, and was on the new one before.
        var error = Assert.Throws<StoreUnavailableException>(() => Open(PostgresPair.StoreText("brain", _pair.Primary)).Dispose());
        Assert.False(error.IsPassing);
        Assert.Contains("timeline 1", error.Message, StringComparison.Ordinal);
        _pair.Standby.Stop();
        Assert.Throws<StoreUnavailableException>(() => Open(_pair.StoreText("brain")).Dispose());

        Assert.Equal(0, PostgresPair.Execute(_pair.Primary, "SELECT count(*) FROM brain.services"));
        _pair.Standby.Start();
        Assert.Equal(4, PostgresPair.Execute(_pair.Standby, "SELECT count(*) FROM brain.services"));
    }

    [Fact]
    public void A_standby_that_follows_the_new_primary_is_enough_to_know_that_the_old_one_has_gone_back()
    {
        using var third = _pair.Standby.StartStandby("-c fsync=off -c recovery_target_timeline=latest");
        using (var system = Open(_pair.StoreText("brain"))) system.Pools.Create("vlan", new PoolChange { From = 0, To = 100 });
        _pair.AwaitStandby();
        _pair.Primary.Stop();
        _pair.Standby.Promote();
        using (var system = Open(_pair.StoreText("brain"))) Create(system, "on-b");
        Assert.True(SpinWait.SpinUntil(() => PostgresPair.Execute(third, "SELECT count(*) FROM brain.lineage WHERE timeline = 2") == 1,
            HangLimit.Time));
        _pair.Standby.Stop();
        _pair.Primary.Start();

        var uri = StoreUri.Parse(PostgresPair.StoreText("brain", _pair.Primary, _pair.Standby, third), "/");
        var error = Assert.Throws<StoreUnavailableException>(() =>
            PostgresHosts.Current(PostgresAddress.Parse(uri, _ => null), new(uri), default));
        Assert.Contains(_pair.Primary.Socket, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_was_restored_into_an_older_cluster_is_refused_until_its_mark_is_removed()
    {
        var text = PostgresPair.StoreText("restored", _pair.Primary);
        for (var i = 0; i < 2; i++)
        {
            using var system = Open(text);
            system.Pools.Create($"vlan{i}", new PoolChange { From = 0, To = 100 });
        }

        PostgresPair.Execute(_pair.Primary, "UPDATE restored.lineage SET timeline = 7");
        Assert.Throws<StoreUnavailableException>(() => Open(text).Dispose());
        PostgresPair.Execute(_pair.Primary, "DELETE FROM restored.lineage");
        using var again = Open(text);
        Create(again, "again", "vlan0");
    }

    public void Dispose() => _pair.Dispose();

    private static AllocationSystem Open(string text) =>
        new(new RetryingStore(PostgresStore.Open(StoreUri.Parse(text, "/")), HangLimit.Time));

    private static void Create(AllocationSystem system, string name, string pool = "vlan") =>
        system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = pool, SouthPool = pool });
}
