using Allocation.Core;
using Allocation.Core.Leaks;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Tickets;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Contract;

/// <summary>What a listing keeps to that somebody takes slowly, while others write.</summary>
public abstract class ListingContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private const int Several = (3 * PagedReading.PageSize) + 7;

    private static readonly Dictionary<string, Func<AllocationSystem, IEnumerable<string>>> s_listings = new()
    {
        ["lines"] = s => s.Ledger.Query(new()).Select(a => a.ReservationId),
        ["resources"] = s => s.Ledger.ByResource(new()).Select(r => $"{r.Pool}/{r.ResourceId}"),
        ["lines that are past their end"] = s => s.Leaks.Find().Where(leak => leak.Kind == LeakKind.ExpiredLease)
            .Select(leak => leak.ReservationId!),
        ["services"] = s => s.Services.Query(new ServiceQuery { Living = null }, new("*")).Select(i => i.Id),
        ["resources of pools"] = s => s.Resources.Query(new ResourceFilter()).Select(r => r.Name),
        ["tickets"] = s => s.Tickets.Query(new TicketFilter()).Select(t => $"{t.Id}"),
        ["ids of open tickets"] = s => s.Tickets.OpenIds().Select(id => $"{id}"),
    };

    public static TheoryData<string> Listings { get; } = [.. s_listings.Keys];

    [Theory]
    [MemberData(nameof(Listings))]
    public void A_listing_that_nobody_takes_any_further_keeps_no_transaction_open(string listing)
    {
        Fill();
        using var system = new AllocationSystem(new Unowned(Store));
        using var taken = s_listings[listing](system).GetEnumerator();
        for (var i = 0; i < 3; i++) Assert.True(taken.MoveNext());
        Store.Run(session => session.Allocations.Add(Number("late", 90_000)));
        Assert.Equal(0, Fixture.OpenTransactions());
        Assert.True(taken.MoveNext());
        Assert.Equal(0, Fixture.OpenTransactions());
    }

    [Theory]
    [MemberData(nameof(Listings))]
    public void A_listing_of_several_pages_has_each_once_and_in_the_same_order_as_in_one_transaction(string listing)
    {
        Fill();
        using var system = new AllocationSystem(new Unowned(Store));
        var all = s_listings[listing](system).ToList();
        Assert.Distinct(all);
        Assert.Equal(Store.Read(session => Expected(session, listing)), all);
    }

    [Fact]
    public void What_is_there_all_the_time_is_listed_once_whatever_others_write_meanwhile()
    {
        var random = new Random(7);
        Store.Run(session =>
        {
            for (var i = 0; i < 2 * Several; i += 2) session.Allocations.Add(Number($"r{i:D5}", i));
        });
        using var system = new AllocationSystem(new Unowned(Store));
        HashSet<string> removed = [];
        List<string> seen = [];
        foreach (var line in system.Ledger.Query(new()))
        {
            seen.Add(line.ReservationId);
            if (seen.Count % 250 != 0) continue;
            Store.Run(session =>
            {
                for (var i = 0; i < 20; i++)
                {
                    var gone = $"r{2 * random.Next(Several):D5}";
                    if (session.Allocations.Remove(gone)) removed.Add(gone);
                    var number = (2 * random.Next(Several)) + 1;
                    if (session.Allocations.FindActive("vlan", $"{number}") is null)
                        session.Allocations.Add(Number($"new{number}", number));
                }
            });
        }

        Assert.Distinct(seen);
        Assert.NotEmpty(removed);
        Assert.Empty(Enumerable.Range(0, Several).Select(i => $"r{2 * i:D5}").Except(removed).Except(seen));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(PagedReading.PageSize - 1)]
    [InlineData(PagedReading.PageSize)]
    [InlineData(PagedReading.PageSize + 1)]
    public void A_number_that_is_taken_again_meanwhile_is_not_shown_as_held_twice(int before)
    {
        // The lines of number 1 reach over the end of the first page, after one page of its own at the most.
        var place = PagedReading.PageSize - before;
        Store.Run(session =>
        {
            session.Pools.Add(Pool() with { Range = new(0, 5000) });
            for (var i = 0; i < place; i++) session.Allocations.Add(Thing($"t{i:D4}", $"thing{i:D4}", "vlan"));
            for (var i = 0; i < before; i++)
                session.Allocations.Add(Number($"a{i:D4}", 1) with
                {
                    State = i == before - 1 ? AllocationState.Active : AllocationState.Released,
                    EndDate = Noon,
                });
            for (var i = 2; i < 1000; i++) session.Allocations.Add(Number($"z{i}", i));
        });
        using var system = new AllocationSystem(new Unowned(Store));
        var (first, lines) = (true, new List<AllocationRecord>());
        foreach (var line in system.Ledger.Query(new() { Pool = "vlan" }))
        {
            lines.Add(line);
            if (first) TakeAgain($"a{before - 1:D4}", "b");
            first = false;
        }

        Assert.Single(lines, line => line is { ResourceId: "1", State: AllocationState.Active });
        Assert.Distinct(lines.Select(line => line.ReservationId));

        List<ResourceUse> resources = [];
        foreach (var resource in system.Ledger.ByResource(new() { Pool = "vlan", State = AllocationState.Active }))
        {
            if (resources.Count == 0) TakeAgain("b", "c");
            resources.Add(resource);
        }

        Assert.Distinct(resources.Select(r => r.ResourceId));
        Assert.Single(resources.Single(r => r.ResourceId == "1").Reservations);
    }

    [Fact]
    public void Skip_and_take_hold_over_several_pages()
    {
        Fill();
        using var system = new AllocationSystem(new Unowned(Store));
        var all = system.Ledger.Query(new()).Select(a => a.ReservationId).ToList();
        var resources = system.Ledger.ByResource(new()).Select(a => a.ResourceId).ToList();
        foreach (var (skip, take) in new[] { (0, 1), (1, PagedReading.PageSize), (17, PagedReading.PageSize + 1),
            (PagedReading.PageSize, 2 * PagedReading.PageSize), (2900, 5000) })
        {
            var query = new AllocationQuery { Skip = skip, Take = take };
            Assert.Equal(all.Skip(skip).Take(take), system.Ledger.Query(query).Select(a => a.ReservationId));
            Assert.Equal(resources.Skip(skip).Take(take), system.Ledger.ByResource(query).Select(a => a.ResourceId));
        }

        Assert.Empty(system.Ledger.Query(new() { Take = 0 }));
    }

    [Fact]
    public void Rows_behind_a_place_are_found()
    {
        Store.Run(session =>
        {
            foreach (var (id, name) in new[] { ("s3", "B"), ("s1", "a"), ("s2", "a"), ("s4", "c") })
                session.Services.Add(Service(id, name) with { Living = id != "s1" });
            for (var id = 1; id <= 4; id++)
            {
                session.Tickets.Add(Ticket(id));
                session.Resources.Add(Resource(id));
            }
        });
        List<string> Services(ServiceQuery query) => Store.Read(s => s.Services.Query(query).Select(i => i.Id).ToList());
        List<long> Tickets(TicketQuery query) => Store.Read(s => s.Tickets.Query(query).Select(t => t.Id).ToList());
        List<long> Resources(ResourceQuery query) => Store.Read(s => s.Resources.Query(query).Select(r => r.Id).ToList());

        Assert.Equal(["s2", "s3", "s4"], Services(new() { Living = null, After = ServicePosition.Of(Service("s1", "A")) }));
        Assert.Equal(["s3"],
            Services(new()
            {
                Living = true,
                Definition = "VlanService",
                States = ["start"],
                After = ServicePosition.Of(Service("s2", "a")),
                Take = 1,
            }));
        Assert.Empty(Services(new() { After = ServicePosition.Of(Service("s4", "C")) }));
        Assert.Equal([3, 4], Tickets(new() { After = 2 }));
        Assert.Equal([4], Tickets(new() { State = TicketState.Open, After = 2, Skip = 1, Take = 1 }));
        Assert.Empty(Tickets(new() { After = long.MaxValue }));
        Assert.Equal([3, 4], Resources(new() { After = 2 }));
        Assert.Equal([3], Resources(new() { Pool = "p", State = ResourceState.Up, Living = false, After = 2, Take = 1 }));
        Assert.Empty(Resources(new() { After = long.MaxValue }));
    }

    private static ResourceTicket Ticket(long id) => new() { Id = id, Tag = ["a"], CreatedAt = Noon };

    private static PoolResource Resource(long id) =>
        new()
        {
            Id = id,
            Name = $"r{id:D5}",
            Pool = "p",
            State = ResourceState.Up,
            Tags = [new PoolTag("a", 7)],
            IdInPool = id,
            CreatedAt = Noon
        };

    private void TakeAgain(string held, string taken) => Store.Run(session =>
    {
        Assert.True(session.Allocations.Update(Number(held, 1) with { State = AllocationState.Released, EndDate = Noon }));
        session.Allocations.Add(Number(taken, 1));
    });

    private void Fill() => Store.Run(session =>
    {
        session.Pools.Add(Pool() with { Range = new(0, 2 * Several), Excluded = [new(100, 120)] });
        for (var i = 0; i < Several; i++) session.Allocations.Add(Number($"r{i:D5}", i) with { EndDate = Noon });
        for (var i = 0; i < PagedReading.PageSize + 7; i++)
            session.Services.Add(Service($"s{i:D5}", $"Name{i % 10}") with { Living = i < 10 });
        for (var i = 1; i < PagedReading.PageSizeWithData + 7; i++)
        {
            session.Resources.Add(Resource(i));
            session.Tickets.Add(Ticket(i));
        }
    });

    private static List<string> Expected(IStoreSession session, string listing) => listing switch
    {
        "lines" or "lines that are past their end" => [.. session.Allocations.Query(new()).Select(a => a.ReservationId)],
        "resources" => [.. ResourceListing.Of(session, new()).Resources(new()).Select(r => $"{r.Pool}/{r.ResourceId}")],
        "services" => [.. session.Services.Query(new() { Living = null }).Select(i => i.Id)],
        "resources of pools" => [.. session.Resources.Query(new()).Select(r => r.Name)],
        _ => [.. session.Tickets.Query(new()).Select(t => $"{t.Id}")],
    };
}
