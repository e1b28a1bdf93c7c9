using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>The server's clock counts, and no client's.</summary>
public sealed class PostgresClockTests : IDisposable
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly PostgresFixture _fixture = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_clock_that_is_a_day_wrong_does_not_matter(int days)
    {
        _fixture.Machine.Shift = TimeSpan.FromDays(days);
        _fixture.Reopen();

        Assert.InRange(_fixture.Store.Clock.GetUtcNow(), DateTimeOffset.UtcNow - s_minute, DateTimeOffset.UtcNow + s_minute);
    }

    [Fact]
    public void A_clock_that_jumps_meanwhile_does_not_matter()
    {
        _fixture.Store.Read(s => s.Pools.All().Count());

        _fixture.Machine.Shift = TimeSpan.FromDays(2);

        Assert.InRange(_fixture.Store.Clock.GetUtcNow(), DateTimeOffset.UtcNow - s_minute, DateTimeOffset.UtcNow + s_minute);
    }

    [Fact]
    public void A_client_whose_clock_is_ahead_gets_no_number_that_cools_down()
    {
        using var system = new AllocationSystem(new Unowned(_fixture.Store));
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 102, ReuseDelay = TimeSpan.FromHours(1) });
        system.VlanServices.Remove(system.VlanServices.Create(new VlanServiceRequest("a")).Service.Id);

        _fixture.Machine.Shift = TimeSpan.FromHours(2);

        Assert.ThrowsAny<AllocationException>(() => system.VlanServices.Create(new VlanServiceRequest("b")));
    }

    public void Dispose() => _fixture.Dispose();
}
