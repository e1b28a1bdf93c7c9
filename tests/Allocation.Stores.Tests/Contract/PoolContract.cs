using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class PoolContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void A_name_is_taken_without_case()
    {
        Store.Run(session =>
        {
            Assert.True(session.Pools.Add(Pool("Vlan")));
            Assert.False(session.Pools.Add(Pool("vLAN") with { Range = new(1, 2) }));
        });
        Assert.Equal(Pool("Vlan"), Store.Read(session => session.Pools.Find("VLAN")));
    }

    [Fact]
    public void Every_field_comes_back_after_reopening()
    {
        var pool = new NumberPool
        {
            Name = "O'Neil \"x\" é\U0001F600",
            Range = new(0, long.MaxValue),
            Excluded = [new(0, 1), new(150, 160), new(long.MaxValue - 1, long.MaxValue)],
            Strategy = PoolStrategy.LeastRecentlyUsed,
            ReuseDelay = TimeSpan.FromTicks(10),
            WarnAt = 80,
            CreatedAt = Noon,
        };
        Store.Run(session => session.Pools.Add(pool));
        Fixture.Reopen();
        Assert.Equal(pool, Store.Read(session => session.Pools.Find(pool.Name)));
    }

    [Fact]
    public void How_a_pool_writes_its_numbers_comes_back_after_reopening()
    {
        var pool = Pool("lan") with
        {
            Range = new(1, 255),
            Gaps = [new(50, 100), new(200, 250)],
            Excluded = [new(1, 2)],
            WarnAt = 95,
            ParentAllocation = "r-1",
            Notation = PoolNotation.Parse("address 10.20.0.0/24"),
        };
        Store.Run(session => Assert.True(session.Pools.Add(Pool("lan"))));
        Store.Run(session => Assert.True(session.Pools.Update(pool)));
        Fixture.Reopen();
        Assert.Equal(pool, Store.Read(session => session.Pools.Find("lan")));
        Assert.Equal(pool, Store.Run(session => session.Pools.Lock("lan")));
    }

    [Fact]
    public void A_locked_pool_is_seen_as_it_was_last_written() => Store.Run(session =>
    {
        Assert.Null(session.Pools.Lock("vlan"));
        session.Pools.Add(Pool());
        Assert.Equal(Pool(), session.Pools.Lock("VLAN"));
        var grown = Pool() with { Range = new(100, 300) };
        Assert.True(session.Pools.Update(grown));
        Assert.Equal(grown, session.Pools.Lock("vlan"));
        Assert.Equal(grown, session.Pools.Find("vlan"));
        Assert.True(session.Pools.Remove("vlan"));
        Assert.Null(session.Pools.Lock("vlan"));
        Assert.Null(session.Pools.Find("vlan"));
        Assert.False(session.Pools.Update(grown));
        Assert.False(session.Pools.Remove("vlan"));
    });

    [Fact]
    public void Removing_takes_free_and_cooling_numbers_along_and_leaves_the_ledger()
    {
        Store.Run(session =>
        {
            foreach (var name in new[] { "vlan", "vlan2" })
            {
                session.Pools.Add(Pool(name));
                session.FreeRanges.Add(name, Free(100, 150));
                session.Cooling.Add(name, new(150, Noon, Noon));
                session.Allocations.Add(Number("r-" + name, 151, pool: name));
            }
        });
        Store.Run(session => Assert.True(session.Pools.Remove("VLAN")));
        Store.Read(session =>
        {
            Assert.Null(session.FreeRanges.Lowest("vlan"));
            Assert.Equal(0, session.Cooling.Count("vlan"));
            Assert.NotNull(session.Allocations.FindActive("vlan", "151"));
            Assert.Equal(50, session.FreeRanges.Total("vlan2"));
            Assert.Equal(1, session.Cooling.Count("vlan2"));
            return true;
        });
    }

    [Fact]
    public void Renaming_takes_all_of_a_pool_along_and_nothing_of_another()
    {
        Store.Run(session =>
        {
            foreach (var name in new[] { "vlan", "vlan2" })
            {
                session.Pools.Add(Pool(name));
                session.FreeRanges.Add(name, Free(100, 150, Noon));
                session.Cooling.Add(name, new(150, Noon, Noon));
                session.Allocations.Add(Number("r-" + name, 151, pool: name));
                session.Allocations.Add(Number("e-" + name, 151, pool: name) with { State = AllocationState.Released, EndDate = Noon });
            }

            // What is still on its way to the store is renamed as well.
            var lowest = session.FreeRanges.Lowest("vlan")!.Value;
            session.FreeRanges.Replace("vlan", 100, lowest with { Range = new(101, 150) });
            session.Pools.Lock("VLAN");
            session.Allocations.Add(Number("late", 152));
            Assert.False(session.Pools.Rename("vlan", "VLAN2"));
            Assert.False(session.Pools.Rename("nope", "new"));
            Assert.True(session.Pools.Rename("VLAN", "New"));
            Assert.Equal("New", session.Pools.Lock("new")?.Name);
            Assert.Null(session.Pools.Lock("vlan"));
        });
        Fixture.Reopen();
        Store.Read(session =>
        {
            Assert.Equal(["New", "vlan2"], session.Pools.All().Select(pool => pool.Name));
            Assert.Equal(Pool("New"), session.Pools.Find("new"));
            Assert.Equal([Free(101, 150, Noon)], session.FreeRanges.All("New"));
            Assert.Equal(Free(101, 150, Noon), session.FreeRanges.LeastRecentlyFreed("New"));
            Assert.Equal([new(150, Noon, Noon)], session.Cooling.All("New"));
            Assert.Equal(["e-vlan", "r-vlan", "late"],
                session.Allocations.Query(new AllocationQuery { Pool = "New" }).Select(line => line.ReservationId));
            Assert.Equal((2, 1), (session.Allocations.CountActive("New"), session.Allocations.CountActive("vlan2")));
            Assert.Equal("r-vlan", session.Allocations.FindActive("New", "151")?.ReservationId);
            Assert.Empty(session.Allocations.Query(new AllocationQuery { Pool = "vlan" }));
            Assert.Empty(session.FreeRanges.All("vlan"));
            Assert.Equal(0, session.Cooling.Count("vlan"));
            Assert.Equal(50, session.FreeRanges.Total("vlan2"));
            return true;
        });
    }

    [Fact]
    public void A_name_can_change_its_case_alone()
    {
        Store.Run(session =>
        {
            session.Pools.Add(Pool());
            session.Allocations.Add(Number("r1", 151));
            Assert.True(session.Pools.Rename("vlan", "VLAN"));
        });
        Assert.Equal(("VLAN", "VLAN"),
            Store.Read(session => (session.Pools.Find("vlan")!.Name, session.Allocations.Find("r1")!.Pool)));
    }

    [Fact]
    public void A_line_that_was_read_before_its_pool_was_renamed_is_not_written_back() => Store.Run(session =>
    {
        session.Pools.Add(Pool());
        session.Allocations.Add(Number("r1", 151));
        var before = session.Allocations.Find("r1")!;
        session.Pools.Rename("vlan", "new");
        session.Pools.Add(Pool());
        Assert.False(session.Allocations.Update(before with { State = AllocationState.Released }));
        Assert.Equal(before with { Pool = "new" }, session.Allocations.Find("r1"));
    });

    [Fact]
    public void Pools_are_listed_by_name_without_case_by_code_point()
    {
        Store.Run(session =>
        {
            foreach (var name in new[] { "b", "\U0001F600", "\uFF5E", "A", "_", "C" }) session.Pools.Add(Pool(name));
        });
        Assert.Equal(["A", "b", "C", "_", "\uFF5E", "\U0001F600"], Store.Read(s => s.Pools.All().Select(p => p.Name).ToList()));
    }
}
