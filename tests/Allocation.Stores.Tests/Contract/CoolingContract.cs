using Allocation.Core.Pools;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class CoolingContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private static readonly CoolingNumber Early = new(9, Noon, Noon.AddSeconds(1));
    private static readonly CoolingNumber Late = new(5, Noon, Noon.AddSeconds(2));
    private static readonly CoolingNumber AlsoLate = new(10, Noon.AddTicks(10), Noon.AddSeconds(2));

    public CoolingContract() => Store.Run(session =>
    {
        session.Cooling.Add("vlan", Late);
        session.Cooling.Add("vlan", AlsoLate);
        session.Cooling.Add("vlan", Early);
        session.Cooling.Add("other", Early);
    });

    [Fact]
    public void Numbers_are_due_from_their_moment_on_the_earliest_first() => Store.Read(session =>
    {
        Assert.Empty(session.Cooling.Due("vlan", Early.ReadyAt.AddTicks(-10)));
        Assert.Equal([Early], session.Cooling.Due("vlan", Early.ReadyAt));
        Assert.Equal([Early, Late, AlsoLate], session.Cooling.Due("vlan", Late.ReadyAt));
        return true;
    });

    [Fact]
    public void Numbers_are_found_listed_counted_and_removed_by_pool() => Store.Run(session =>
    {
        Assert.Equal(AlsoLate, session.Cooling.Find("vlan", 10));
        Assert.Null(session.Cooling.Find("other", 10));
        Assert.Equal([Late, Early, AlsoLate], session.Cooling.All("vlan"));
        Assert.Throws<InvalidOperationException>(() => session.Cooling.Add("vlan", Late));
        session.Cooling.Remove("vlan", 9);
        session.Cooling.Remove("vlan", 9);
        Assert.Equal(2, session.Cooling.Count("vlan"));
        Assert.Equal(1, session.Cooling.Count("other"));
        Assert.Empty(session.Cooling.Due("vlan", Early.ReadyAt));
    });
}
