using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

public abstract class AllocationContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void Names_that_hold_directly_are_known_among_many()
    {
        Store.Run(session =>
        {
            session.Pools.Add(Pool());
            session.Pools.Lock("vlan");
            Hold(0, "Stra\u00dfe", LeaseKind.Direct);
            Hold(1, "n250", LeaseKind.Direct);
            Hold(2, "n250", LeaseKind.Direct);
            Hold(3, "service", LeaseKind.Service);
            session.Allocations.Add(Number("r4", 104) with
            {
                LeaseName = "over",
                LeaseKind = LeaseKind.Direct,
                State = AllocationState.Released,
            });

            // What is still on its way to the store counts as well.
            Assert.Equal([NameKey.Of("n250")], session.Allocations.HeldDirectly(["N250", "service", "over", "no'ne"]));

            void Hold(int place, string name, LeaseKind kind) =>
                session.Allocations.Add(Number($"r{place}", 100 + place) with { LeaseName = name, LeaseKind = kind });
        });
        var many = Enumerable.Range(0, 251).Select(n => $"n{n}").ToList();
        Assert.Equal([NameKey.Of("n250"), NameKey.Of("stra\u00dfe")], Of([.. many, "STRA\u00dfE"]).Order(StringComparer.Ordinal));
        Assert.Empty(Of(many[..^1]));
        Assert.Equal([NameKey.Of("n250")], Of(["n250"]));
        Assert.Empty(Of([]));

        List<string> Of(IEnumerable<string> names) => Store.Read(session => session.Allocations.HeldDirectly(names).ToList());
    }

    [Fact]
    public void Two_active_allocations_of_one_resource_are_a_conflict()
    {
        Store.Run(session => session.Allocations.Add(Number("r1", 100)));
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Allocations.Add(Number("r2", 100))));
        Store.Run(session => session.Allocations.Add(Number("r3", 100, pool: "other")));
        Assert.Equal(["r3", "r1"], Ids(new AllocationQuery()));
    }

    [Fact]
    public void A_conflict_that_is_caught_leaves_the_transaction_as_it_was()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 100));
            Assert.Throws<StoreConflictException>(() => session.Allocations.Add(Number("r2", 100)));
            Assert.Throws<StoreConflictException>(() => session.Allocations.Add(Number("r1", 101)));
            session.Allocations.Add(Number("r3", 102));
        });
        Assert.Equal(["r1", "r3"], Ids(new AllocationQuery()));
    }

    [Fact]
    public void A_released_resource_can_be_held_again_and_the_old_line_stays()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 100));
            Assert.True(session.Allocations
                .Update(Number("r1", 100) with { State = AllocationState.Released, EndDate = Noon.AddHours(1) }));
            session.Allocations.Add(Number("r2", 100));
        });
        Assert.Throws<StoreConflictException>(() => Store.Run(session => session.Allocations.Update(Number("r1", 100))));
        Store.Read(session =>
        {
            Assert.Equal("r2", session.Allocations.FindActive("vlan", "100")?.ReservationId);
            Assert.Equal(Noon.AddHours(1), session.Allocations.Find("r1")?.EndDate);
            Assert.Equal(1, session.Allocations.CountActive("vlan"));
            return true;
        });
    }

    [Fact]
    public void Updating_can_change_every_field_but_the_pool_and_says_when_there_is_no_row()
    {
        var changed = Thing("r1", "vm", pool: "vlan") with
        {
            LeaseId = "other",
            LeaseName = "b",
            StartDate = Noon.AddDays(1),
            EndDate = Noon.AddDays(2),
        };
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 100));
            Assert.True(session.Allocations.Update(changed));
            Assert.False(session.Allocations.Update(Number("r9", 101)));
            Assert.False(session.Allocations.Update(changed with { Pool = "new" }));
        });
        Fixture.Reopen();
        Store.Read(session =>
        {
            Assert.Equal(changed, session.Allocations.Find("r1"));
            Assert.Equal(changed, session.Allocations.FindActive("vlan", "vm"));
            Assert.Null(session.Allocations.FindActive("vlan", "100"));
            Assert.Equal(changed, Assert.Single(session.Allocations.ActiveOf("other")));
            Assert.Empty(session.Allocations.ActiveOf("lease"));
            Assert.True(session.Allocations.HasActive("other"));
            Assert.False(session.Allocations.HasActive("lease"));
            return true;
        });
    }

    [Fact]
    public void The_order_is_pool_by_code_point_then_number_then_name_then_id()
    {
        Store.Run(session =>
        {
            session.Allocations.Add(Number("r1", 10));
            session.Allocations.Add(Number("r2", 2));
            session.Allocations.Add(Thing("r3", "b", pool: "vlan"));
            session.Allocations.Add(Thing("r4", "a", pool: "vlan"));
            session.Allocations.Add(Number("r5", 1, pool: "\U0001F600"));
            session.Allocations.Add(Number("r6", 1, pool: "\uFF5E"));
            session.Allocations.Add(Number("r7", 1, pool: "V"));
            session.Allocations.Add(Number("r9", 7) with { State = AllocationState.Released });
            session.Allocations.Add(Number("r8", 7) with { State = AllocationState.Released });
        });
        Assert.Equal(["r7", "r4", "r3", "r2", "r8", "r9", "r1", "r6", "r5"], Ids(new AllocationQuery()));
    }

    [Fact]
    public void Filters_hold_together_and_counts_ignore_paging()
    {
        Store.Run(session =>
        {
            for (var i = 0; i < 10; i++) session.Allocations.Add(Number($"r{i}", i, lease: i % 2 == 0 ? "even" : "odd"));
            session.Allocations.Update(Number("r4", 4, lease: "even") with { State = AllocationState.Released });
            session.Allocations.Add(Number("x", 4, pool: "other", lease: "even"));
        });
        Assert.Equal(["x", "r0", "r2", "r6", "r8"], Ids(new() { LeaseId = "even", State = AllocationState.Active }));
        Assert.Equal(["r2", "r6"], Ids(new() { LeaseId = "even", Pool = "vlan", State = AllocationState.Active, Skip = 1, Take = 2 }));
        Assert.Equal(["r4"], Ids(new() { State = AllocationState.Released }));
        Assert.Equal(["x", "r4"], Ids(new() { ResourceId = "4" }));
        Assert.Equal(["x"], Ids(new() { ResourceId = "4", State = AllocationState.Active }));
        Assert.Equal(["r3"], Ids(new() { ReservationId = "r3", Pool = "vlan" }));
        Assert.Empty(Ids(new() { ReservationId = "r3", Pool = "other" }));
        Assert.Equal(["r8", "r9"], Ids(new() { Skip = 9, Take = long.MaxValue }));
        Assert.Empty(Ids(new() { Take = 0 }));
        Assert.Empty(Ids(new() { Skip = long.MaxValue }));
        Assert.Equal(5,
            Store.Read(session =>
            session.Allocations.Count(new() { LeaseId = "even", State = AllocationState.Active, Skip = 3, Take = 1 })));
    }

    [Fact]
    public void Active_numbers_of_a_range_come_lowest_first_without_names_and_released_ones()
    {
        Store.Run(session =>
        {
            foreach (var number in new long[] { 10, 2, 5, 20, 0 }) session.Allocations.Add(Number($"r{number}", number));
            session.Allocations.Update(Number("r5", 5) with { State = AllocationState.Released });
            session.Allocations.Add(Thing("t", "vm", pool: "vlan"));
        });
        Assert.Equal([2, 10], Store.Read(s => s.Allocations.ActiveIn("vlan", new(1, 20)).Select(a => a.Value!.Value).ToList()));
        Assert.Equal(0, Store.Read(s => s.Allocations.ActiveIn("vlan", new(long.MinValue, long.MaxValue)).First().Value));
        Assert.Equal(5, Store.Read(s => s.Allocations.CountActive("vlan")));
    }

    private List<string> Ids(AllocationQuery query) => Store.Read(s => s.Allocations.Query(query).Select(a => a.ReservationId).ToList());
}
