using Allocation.Core.Pools;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class CoolingContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static readonly CoolingNumber s_early = new(9, Noon, Noon.AddSeconds(1));
    private static readonly CoolingNumber s_late = new(5, Noon, Noon.AddSeconds(2));
    private static readonly CoolingNumber s_alsoLate = new(10, Noon.AddTicks(10), Noon.AddSeconds(2));

    public CoolingContract() => Store.Run(session =>
    {
        session.Cooling.Add("vlan", s_late);
        session.Cooling.Add("vlan", s_alsoLate);
        session.Cooling.Add("vlan", s_early);
        session.Cooling.Add("other", s_early);
    });

    [Fact]
    public void Numbers_are_due_from_their_moment_on_the_earliest_first() => Store.Read(session =>
    {
        Assert.Empty(session.Cooling.Due("vlan", s_early.ReadyAt.AddTicks(-10)));
        Assert.Equal([s_early], session.Cooling.Due("vlan", s_early.ReadyAt));
        Assert.Equal([s_early, s_late, s_alsoLate], session.Cooling.Due("vlan", s_late.ReadyAt));
        return true;
    });

    [Fact]
    public void Numbers_are_found_listed_counted_and_removed_by_pool() => Store.Run(session =>
    {
        Assert.Equal(s_alsoLate, session.Cooling.Find("vlan", 10));
        Assert.Null(session.Cooling.Find("other", 10));
        Assert.Equal([s_late, s_early, s_alsoLate], session.Cooling.All("vlan"));
        Assert.Throws<InvalidOperationException>(() => session.Cooling.Add("vlan", s_late));
        session.Cooling.Remove("vlan", 9);
        session.Cooling.Remove("vlan", 9);
        Assert.Equal(2, session.Cooling.Count("vlan"));
        Assert.Equal(1, session.Cooling.Count("other"));
        Assert.Empty(session.Cooling.Due("vlan", s_early.ReadyAt));
    });
}
