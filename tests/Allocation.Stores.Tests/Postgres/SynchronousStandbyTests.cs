using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using Allocation.Stores.Tests.Probes;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>The standby goes, a commit waits for it, and then the wait breaks. Nothing is reported that the standby does not
/// have.</summary>
[StartsFirst]
public sealed class SynchronousStandbyTests : IDisposable
{
    private readonly PostgresPair _pair = new();

    [Theory]
    [InlineData("SELECT pg_terminate_backend({0})")]
    [InlineData("SELECT pg_cancel_backend({0})")]
    public async Task A_commit_whose_wait_is_broken_off_is_not_taken_for_done_and_after_a_failover_nothing_is_given_twice(string breaking)
    {
        using var system = Open(_pair.StoreText("sync"));
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 20 });
        var first = Create(system, "first");
        _pair.Standby.Stop();

        var lost = Task.Run(() => Create(system, "lost"), TestContext.Current.CancellationToken);
        Break(breaking, lost);
        _pair.Primary.Stop();
        _pair.Standby.Start();
        _pair.Standby.Promote();

        // It was done again on the other server, or it is not known what became of it.
        var made = new List<VlanService> { first };
        try
        {
            made.Add(await lost);
        }
        catch (StoreUnavailableException unknown)
        {
            Assert.False(unknown.IsPassing);
        }

        made.Add(Create(system, "next"));
        Assert.Distinct(made.SelectMany(s => new[] { s.NorthVlanId, s.SouthVlanId }));
        Assert.Equal(made, system.VlanServices.Find(new NamePattern(null)).Where(s => made.Exists(m => m.Id == s.Id))
            .OrderBy(s => s.Id, StringComparer.Ordinal));
        LedgerCheck.Check(system.Store, Report.Of([]));
    }

    [Theory]
    [InlineData("SELECT pg_terminate_backend({0})")]
    [InlineData("SELECT pg_cancel_backend({0})")]
    [InlineData(null)]
    public async Task What_the_standby_never_confirmed_is_said_to_be_unknown(string? breaking)
    {
        // Without a word of an administrator it is the time limit of the driver that breaks off the wait.
        using var system = Open(_pair.StoreText("sync") + ";Command Timeout=2");
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 20 });
        _pair.Standby.Stop();

        using var source = new CancellationTokenSource();
        var lost = Task.Run(() => system.VlanServices.Create(new VlanServiceRequest("lost"), cancellation: source.Token),
            TestContext.Current.CancellationToken);
        Break(breaking, lost);
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        Assert.False(error.IsPassing);
    }

    [Fact]
    public async Task A_request_to_end_ends_the_wait_for_the_standby_and_the_outcome_is_not_known()
    {
        using var system = Open(_pair.StoreText("sync"));
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 20 });
        _pair.Standby.Stop();

        using var source = new CancellationTokenSource();
        var lost = Task.Run(() => system.VlanServices.Create(new VlanServiceRequest("lost"), cancellation: source.Token),
            TestContext.Current.CancellationToken);
        _pair.AwaitHangingCommit();
        await source.CancelAsync();

        // Much less than the 30 seconds of the driver.
        Assert.Same(lost, await Task.WhenAny(lost, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        Assert.False(error.IsPassing);
    }

    [Fact]
    public async Task What_somebody_acts_upon_is_shown_only_when_the_standby_has_it()
    {
        using var system = Open(_pair.StoreText("sync"));
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 20 });
        _pair.Standby.Stop();
        using var source = new CancellationTokenSource();
        var lost = Task.Run(() => system.VlanServices.Create(new VlanServiceRequest("lost"), cancellation: source.Token),
            TestContext.Current.CancellationToken);
        Break("SELECT pg_terminate_backend({0})", lost);
        await source.CancelAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);

        // The primary shows it already, and the standby may never have it.
        Assert.Equal(1, system.Store.Read(Services, TestContext.Current.CancellationToken));
        using var reading = new CancellationTokenSource();
        var lasting = Task.Run(() => system.Store.ReadLasting(Services, reading.Token), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => lasting.IsCompleted
            || PostgresPair.Execute(_pair.Primary, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") > 0,
            HangLimit.Time));
        await reading.CancelAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lasting);

        static int Services(IStoreSession session) => session.Services.Query(new ServiceQuery()).Count();
    }

    public void Dispose() => _pair.Dispose();

    private static AllocationSystem Open(string text) =>
        new(new RetryingStore(PostgresStore.Open(StoreUri.Parse(text, "/")), HangLimit.Time));

    private static VlanService Create(AllocationSystem system, string name) =>
        system.VlanServices.Create(new VlanServiceRequest(name)).Service;

    // Breaks off the wait of a commit; waits until the question for its outcome waits in turn, or somebody has answered too early.
    private void Break(string? breaking, Task work)
    {
        var waiting = _pair.AwaitHangingCommit();
        if (breaking is not null)
            PostgresPair.Execute(_pair.Primary, string.Format(System.Globalization.CultureInfo.InvariantCulture, breaking, waiting));
        Assert.True(SpinWait.SpinUntil(() => work.IsCompleted
            || PostgresPair.Execute(_pair.Primary,
            $"SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND pid <> {waiting} LIMIT 1") > 0, HangLimit.Time));
    }
}
