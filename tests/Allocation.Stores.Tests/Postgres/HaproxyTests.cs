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

/// <summary>A failover behind HAProxy, and a return of the old primary, to which HAProxy sends everybody again.</summary>
public sealed class HaproxyTests : IDisposable
{
    private readonly PostgresPair _pair;
    private readonly HaproxyFixture _proxy;

    public HaproxyTests()
    {
        HaproxyFixture.SkipUnlessInstalled();
        _pair = new(isSynchronous: false);
        _proxy = new(_pair.Primary, _pair.Standby);
    }

    [Fact]
    public void A_failover_behind_it_is_a_pause_and_a_primary_that_comes_back_is_refused_by_whoever_knows_the_new_one()
    {
        using var system = new AllocationSystem(RetryingStore.Open(() =>
            PostgresStore.Open(StoreUri.Parse(_proxy.StoreText("proxy"), "/")), HangLimit.Time));
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 100 });
        Create("one");
        _pair.AwaitStandby();

        _pair.Primary.Stop();
        _pair.Standby.Promote();
        Create("two");

        _pair.Primary.Start();
        Assert.True(SpinWait.SpinUntil(IsRefused, HangLimit.Time), "Whoever knows the new primary still writes to the old one.");

        _pair.Primary.Stop();
        Create("three");
        LedgerCheck.Check(system.Store, Report.Of([]));
        Assert.Contains("two", system.VlanServices.Find(new NamePattern(null)).Select(s => s.Name));

        void Create(string name) => system.VlanServices.Create(new VlanServiceRequest(name));

        // HAProxy notices after some checks that the first server is back; until then all goes on with the second.
        bool IsRefused()
        {
            try
            {
                system.Pools.Find(new NamePattern(null)).ToList();
                return false;
            }
            catch (StoreUnavailableException error)
            {
                Assert.Contains("gone back", error.Message, StringComparison.Ordinal);
                return true;
            }
        }
    }

    public void Dispose()
    {
        _proxy?.Dispose();
        _pair?.Dispose();
    }
}
