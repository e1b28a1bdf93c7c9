using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using Allocation.Stores.Tests.Probes;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>
/// Eight processes in three networks write to a primary with a synchronous standby. The primary's network is cut off, the
/// standby takes over, the network heals while the old primary still runs, and that is stopped. Whatever was reported is there.
/// </summary>
public sealed class PartitionTests : IDisposable
{
    private static readonly TimeSpan s_limit = HangLimit.Time;

    private readonly TestNetworks _networks = new(3);
    private readonly PostgresPair _pair;
    private readonly List<StoreProbe> _near = [];
    private readonly List<StoreProbe> _far = [];

    public PartitionTests()
    {
        SharedPostgres.SkipUnlessInstalled();
        _pair = new(_networks.All[0], _networks.All[1]);
    }

    [Fact]
    public void A_partition_a_promotion_and_the_healing_lose_and_double_nothing_that_was_reported()
    {
        using (var system = Open(_pair.Primary)) system.Pools.Create("vlan", new PoolChange { From = 0, To = 4094 });
        var store = $"postgres:Host={_networks.All[0].Address},{_networks.All[1].Address};" +
            "Username=allocation;Database=postgres;schema=net;Timeout=5;Command Timeout=5";
        for (var i = 0; i < 8; i++)
        {
            var probe = new StoreProbe(_networks.All[i % 3], "loop", store, "vlan", $"w{i}", $"{i}", "goon");
            (i % 3 == 0 ? _near : _far).Add(probe);
            probe.Go();
        }

        AwaitReports(_near, 4);
        AwaitReports(_far, 4);

        _networks.Cut(_networks.All[0]);
        _pair.AwaitHangingCommit();
        _pair.Standby.Promote();
        AwaitReports(_far, 4);

        // The old primary is back in the network and still takes writes, which it cannot confirm.
        _networks.Heal(_networks.All[0]);
        AwaitReports(_far, 4);
        _pair.Primary.Stop();
        AwaitReports(_near, 4);

        foreach (var probe in _near.Concat(_far)) Assert.Equal("", probe.Kill());
        using var after = Open(_pair.Standby);
        LedgerCheck.Check(after.Store, Report.Of(_near.Concat(_far)));
    }

    public void Dispose()
    {
        foreach (var probe in _near.Concat(_far)) probe.Dispose();
        _pair?.Dispose();
        _networks.Dispose();
    }

    private static AllocationSystem Open(PostgresCluster server) =>
        new(new RetryingStore(PostgresStore.Open(StoreUri.Parse(server.StoreText("net"), "/")), HangLimit.Time));

    // Waits until each has reported so much more as done.
    private static void AwaitReports(IReadOnlyList<StoreProbe> probes, int more)
    {
        var before = probes.Select(Done).ToList();
        Assert.True(SpinWait.SpinUntil(
            () => probes.Select((p, i) => Done(p) - before[i] >= more).All(done => done), s_limit),
                string.Join("\n", probes.SelectMany(p => p.Lines.TakeLast(3))));
    }

    private static int Done(StoreProbe probe) => probe.Lines.Count(line => line[0] is '+' or 'x');
}
