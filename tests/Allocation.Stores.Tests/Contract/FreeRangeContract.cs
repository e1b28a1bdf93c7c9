using Allocation.Core.Pools;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class FreeRangeContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    public FreeRangeContract() => Store.Run(session =>
    {
        session.FreeRanges.Add("a", Free(1, 2));
        session.FreeRanges.Add("vlan", Free(10, 20, Noon.AddTicks(10)));
        session.FreeRanges.Add("vlan", Free(30, 40));
        session.FreeRanges.Add("vlan", Free(50, 60, Noon));
        session.FreeRanges.Add("vlan", Free(70, 80));
        session.FreeRanges.Add("vlan2", Free(5, 6));
    });

    [Fact]
    public void The_lowest_range_is_the_lowest_of_its_pool() => Store.Read(session =>
    {
        Assert.Equal(Free(10, 20, Noon.AddTicks(10)), session.FreeRanges.Lowest("vlan"));
        Assert.Equal(Free(5, 6), session.FreeRanges.Lowest("vlan2"));
        Assert.Null(session.FreeRanges.Lowest("vla"));
        Assert.Null(session.FreeRanges.Lowest("vlan "));
        Assert.Null(session.FreeRanges.Lowest("z"));
        return true;
    });

    [Fact]
    public void Ranges_with_a_time_come_by_age() => Store.Run(session =>
    {
        session.FreeRanges.Add("vlan", Free(90, 95, FreeRange.NeverUsed));
        var order = new List<long>();
        while (session.FreeRanges.LeastRecentlyFreed("vlan") is { } range)
        {
            order.Add(range.Range.From);
            session.FreeRanges.Remove("vlan", range.Range.From);
        }

        Assert.Equal([90, 50, 10], order);
    });

    [Theory]
    [InlineData(9, null, 10L)]
    [InlineData(10, 10L, 30L)]
    [InlineData(19, 10L, 30L)]
    [InlineData(29, 10L, 30L)]
    [InlineData(70, 70L, null)]
    [InlineData(long.MaxValue, 70L, null)]
    [InlineData(long.MinValue, null, 10L)]
    public void Neighbours_of_a_number_are_found(long number, long? below, long? above) => Store.Read(session =>
    {
        Assert.Equal(below, session.FreeRanges.AtOrBelow("vlan", number)?.Range.From);
        Assert.Equal(above, session.FreeRanges.Above("vlan", number)?.Range.From);
        var around = session.FreeRanges.Around("vlan", number);
        Assert.Equal((below, above), (around.AtOrBelow?.Range.From, around.Above?.Range.From));
        return true;
    });

    [Fact]
    public void Replacing_moves_a_range_in_both_orders()
    {
        Store.Run(session => session.FreeRanges.Replace("vlan", 50, Free(51, 60, Noon.AddTicks(20))));
        Store.Read(session =>
        {
            Assert.Equal([10, 30, 51, 70], session.FreeRanges.All("vlan").Select(r => r.Range.From));
            Assert.Equal(10, session.FreeRanges.LeastRecentlyFreed("vlan")?.Range.From);
            Assert.Equal(39, session.FreeRanges.Total("vlan"));
            return true;
        });
    }

    [Fact]
    public void A_session_sees_what_it_cut_from_the_lowest_range_in_every_lookup()
    {
        Store.Run(session =>
        {
            for (var from = 10; from < 15; from++)
            {
                Assert.Equal(from, session.FreeRanges.Lowest("vlan")?.Range.From);
                session.FreeRanges.Replace("vlan", from, Free(from + 1, 20));
            }

            Assert.Equal(35, session.FreeRanges.Total("vlan"));
            Assert.Null(session.FreeRanges.AtOrBelow("vlan", 14));
            session.FreeRanges.Replace("vlan", 15, Free(18, 20));
            Assert.Equal([18, 30, 50, 70], session.FreeRanges.All("vlan").Select(r => r.Range.From));
            Assert.Equal(18, session.FreeRanges.Lowest("vlan")?.Range.From);
            session.FreeRanges.Replace("vlan", 18, Free(19, 20));
            session.FreeRanges.Remove("vlan", 19);
            Assert.Equal(30, session.FreeRanges.Lowest("vlan")?.Range.From);
            session.FreeRanges.Replace("vlan", 30, Free(31, 40));
            session.FreeRanges.Add("vlan", Free(1, 2));
            Assert.Equal(1, session.FreeRanges.Lowest("vlan")?.Range.From);
            Assert.Equal(5, session.FreeRanges.Lowest("vlan2")?.Range.From);
            session.FreeRanges.Replace("vlan2", 5, Free(6, 7));
        });
        Store.Read(session =>
        {
            Assert.Equal([1, 31, 50, 70], session.FreeRanges.All("vlan").Select(r => r.Range.From));
            Assert.Equal(6, session.FreeRanges.Lowest("vlan2")?.Range.From);
            return true;
        });
    }

    [Fact]
    public void A_range_that_is_not_there_cannot_be_replaced_or_removed()
    {
        var before = Store.Dump();
        Assert.Throws<InvalidOperationException>(() => Store.Run(session => session.FreeRanges.Replace("vlan", 31, Free(32, 33))));
        Assert.Throws<InvalidOperationException>(() => Store.Run(session => session.FreeRanges.Remove("vlan", 31)));
        Assert.Throws<InvalidOperationException>(() => Store.Run(session => session.FreeRanges.Add("vlan", Free(30, 33))));
        Assert.Equal(before, Store.Dump());
    }

    [Fact]
    public void Totals_and_clearing_are_by_pool()
    {
        Store.Run(session => session.FreeRanges.Add("big", Free(0, long.MaxValue)));
        Store.Run(session => session.FreeRanges.Clear("vlan"));
        Store.Read(session =>
        {
            Assert.Equal(0, session.FreeRanges.Total("vlan"));
            Assert.Equal(1, session.FreeRanges.Total("vlan2"));
            Assert.Equal(long.MaxValue, session.FreeRanges.Total("big"));
            return true;
        });
    }

    [Fact]
    public void Rows_that_are_being_taken_do_not_see_later_writes_of_their_session() => Store.Run(session =>
    {
        var seen = new List<long>();
        foreach (var range in session.FreeRanges.All("vlan"))
        {
            seen.Add(range.Range.From);
            if (seen.Count > 4) break;
            session.FreeRanges.Remove("vlan", range.Range.From);
            session.FreeRanges.Add("vlan", Free(range.Range.From + 1000, range.Range.To + 1000));
        }

        Assert.Equal([10, 30, 50, 70], seen);
        Assert.Equal(1010, session.FreeRanges.Lowest("vlan")?.Range.From);
    });
}
