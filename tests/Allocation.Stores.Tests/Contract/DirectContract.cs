using Allocation.Core;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Contract;

/// <summary>Numbers that are taken directly, through the whole core.</summary>
public abstract class DirectContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Fact]
    public void What_is_taken_directly_is_found_by_its_name_and_kind_and_given_back()
    {
        using var system = System();
        Assert.Equal([100, 101], Numbers(system.Direct.TakeAll([new("vlan", "Caf\u00e9 [1]") { Count = 2 }]).Checked()));
        system.Direct.TakeAll([new("vlan", "other")]).Checked();
        var held = new AllocationQuery { LeaseName = "CAFE\u0301 `[1]", LeaseKind = LeaseKind.Direct, State = AllocationState.Active };

        Assert.Equal([100, 101], Numbers(Query(held)));
        Assert.Equal([100], Numbers(Query(held with { Take = 1 })));
        Assert.Empty(Query(held with { Pool = "vxlan" }));
        Assert.Equal(["vlan"], system.Direct.Find(new NamePattern("caf* `[?]")).Select(lease => lease.Pool));

        system.Direct.GiveBackAll(system.Direct.Find(new NamePattern("Caf\u00e9 `[1]")).Single());
        Assert.Empty(Query(held));
        Assert.Equal([100, 101], Numbers(Query(held with { State = AllocationState.Released })));
        Assert.Equal(2, Store.Read(session => session.FreeRanges.All("vlan").Count()));
    }

    [Fact]
    public void A_refusal_or_a_rehearsal_leaves_the_store_as_it_was()
    {
        using var system = System();
        system.Direct.TakeAll([new("vlan", "a")]).Checked();
        var before = Export();

        Assert.Equal([0, 2], system.Direct.TakeAll([new("vlan", "a"), new("vlan", "b"), new("nope", "c"), new("vxlan", "d") { Count = 4 }],
            "r1").Refusals.Select(r => r.Place));
        Assert.Empty(system.Direct.Rehearse([new("vlan", "b") { Count = 3, Contiguous = true }, new("vxlan", "d")], "r1").Refusals);

        Assert.Equal(before, Export());
        Assert.Equal(2, system.Direct.TakeAll([new("vlan", "b"), new("vxlan", "d")], "r1").Checked().Count);
        Assert.Equal(3, system.Direct.TakeAll([new("vlan", "b"), new("vxlan", "d")], "r1").Checked()
            .Concat(Query(new() { LeaseName = "a" })).Count());
    }

    [Fact]
    public void An_end_date_is_kept_and_changed()
    {
        using var system = System();
        var taken = system.Direct.TakeAll([new("vlan", "a") { Count = 2, Term = new(Lifetime: TimeSpan.FromDays(1)) }]).Checked();
        Assert.Equal(taken, Query(new() { LeaseName = "a" }));

        var changed = system.Direct.Change(system.Direct.LeaseOf(taken[1].ReservationId), new(Lifetime: TimeSpan.FromDays(2)));

        Assert.Equal(changed, Query(new() { LeaseName = "a" }));
        Assert.All(changed, line => Assert.True(line.EndDate > taken[0].EndDate));
    }

    [Fact]
    public void A_row_of_numbers_goes_over_free_ranges_of_different_ages()
    {
        using var system = System();
        system.Pools.Change("vlan", new PoolChange { Strategy = PoolStrategy.LeastRecentlyUsed });
        var taken = system.Direct.TakeAll([new("vlan", "a") { Count = 6 }]).Checked();
        foreach (var line in new[] { taken[1], taken[3], taken[2] }) system.Direct.GiveBack(line.ReservationId);

        Assert.Equal([101, 102, 103], Numbers(system.Direct.TakeAll([new("vlan", "row") { Count = 3, Contiguous = true }]).Checked()));
    }

    [Fact]
    public void A_document_carries_it_to_another_store()
    {
        using var system = System();
        var taken = system.Direct.TakeAll([new("vlan", "a") { Count = 2 }]).Checked();
        using var document = new MemoryStream();
        StoreTransfer.Export(Store, document);
        using var other = new TFixture();
        StoreTransfer.Import(other.Store, document.ToArray(), "document");

        Assert.Equal(taken,
            other.Store.Read(session => session.Allocations.Query(new AllocationQuery { LeaseKind = LeaseKind.Direct }).ToList()));
    }

    private AllocationSystem System()
    {
        var system = new AllocationSystem(new RetryingStore(new Unowned(Store), HangLimit.Time));
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 110 });
        system.Pools.Create("vxlan", new PoolChange { From = 5000, To = 5010 });
        return system;
    }

    private List<AllocationRecord> Query(AllocationQuery query) => Store.Read(session => session.Allocations.Query(query).ToList());

    private string Export()
    {
        using var document = new MemoryStream();
        StoreTransfer.Export(Store, document);
        return global::System.Text.Encoding.UTF8.GetString(document.ToArray());
    }

    private static IEnumerable<long> Numbers(IEnumerable<AllocationRecord> lines) => lines.Select(line => line.Value!.Value);
}
