using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Contract;

/// <summary>The time of a store does not go back when the clock of the machine does.</summary>
public abstract class ClockContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    // What is kept is kept to the second.
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private int _pools;

    [Fact]
    public void Time_does_not_go_back_when_the_machine_does()
    {
        var before = Written();

        Fixture.Machine.Shift = TimeSpan.FromDays(-1);
        Assert.True(Written() >= before - s_second);

        Fixture.Reopen();
        Assert.True(Written() >= before - s_second);
    }

    [Fact]
    public void Time_goes_on()
    {
        var before = Written();
        Assert.True(SpinWait.SpinUntil(() => Store.Clock.GetUtcNow() > before, HangLimit.Time));
    }

    [Fact]
    public void What_a_machine_with_a_late_clock_gives_back_cools_down_all_the_same()
    {
        using var system = new AllocationSystem(new Unowned(Store));
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 102, ReuseDelay = TimeSpan.FromHours(1) });
        var service = system.VlanServices.Create(new VlanServiceRequest("a")).Service;

        Fixture.Machine.Shift = TimeSpan.FromDays(-1);
        system.VlanServices.Remove(service.Id);
        Fixture.Machine.Shift = TimeSpan.Zero;

        Assert.ThrowsAny<AllocationException>(() => system.VlanServices.Create(new VlanServiceRequest("b")));
    }

    // The time that a transaction wrote down.
    private DateTimeOffset Written() => Store.Run(session =>
    {
        var now = Store.Clock.Now();
        session.Pools.Add(Rows.Pool($"p{_pools++}") with { CreatedAt = now });
        return now;
    });
}
