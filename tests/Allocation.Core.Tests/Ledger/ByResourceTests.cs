using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Ledger;

public sealed class ByResourceTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly AllocationSystem _system;

    public ByResourceTests() => _system = new(new MemoryStore(StoreUri.Parse("json:memory", Path.GetTempPath())), _clock);

    [Fact]
    public void Every_number_of_a_pool_is_there_once_in_order_with_or_without_reservations()
    {
        Pool("vlan", 8, 13, excluded: new(11, 12));
        var one = Service("one", north: 9);
        Assert.Equal(["vlan 8 1", "vlan 9 1", "vlan 10 0", "vlan 12 0"], Lines(new()));
        var nine = _system.Ledger.ByResource(new()).Single(r => r.ResourceId == "9");
        Assert.Equal([new Reservation(one.NorthAllocationKey!, one.Id, one.Name, _clock.Time, null)], nine.Reservations);
    }

    [Fact]
    public void Pools_come_by_code_point_and_a_lease_over_several_resources_once_under_each()
    {
        Pool("b", 1, 3);
        Pool("a", 2, 4);
        var service = _system.VlanServices.Create(new("x") { NorthPool = "b", SouthPool = "a" }).Service;
        var all = _system.Ledger.ByResource(new()).ToList();
        Assert.Equal(["a 2", "a 3", "b 1", "b 2"], all.Select(r => $"{r.Pool} {r.ResourceId}"));
        Assert.Equal(["a 2", "b 1"], all.Where(r => r.Reservations.Any(v => v.LeaseId == service.Id))
            .Select(r => $"{r.Pool} {r.ResourceId}"));
    }

    [Fact]
    public void A_filter_narrows_the_reservations_and_never_the_resources()
    {
        Pool("vlan", 1, 6);
        var one = Service("one");
        Service("two");
        Assert.Equal(["vlan 1 1", "vlan 2 1", "vlan 3 0", "vlan 4 0", "vlan 5 0"], Lines(new() { LeaseId = one.Id }));
        Assert.Equal(["vlan 1 0", "vlan 2 0", "vlan 3 1", "vlan 4 1", "vlan 5 0"], Lines(new() { LeaseName = "t*" }));
        Assert.Equal(5, Lines(new() { LeaseId = "nobody" }).Count);
    }

    [Fact]
    public void History_of_a_resource_is_oldest_first_and_a_number_cut_off_its_pool_keeps_it()
    {
        Pool("vlan", 1, 4);
        for (var i = 0; i < 3; i++)
        {
            _system.VlanServices.Remove(Service($"s{i}").Id);
            _clock.Time += TimeSpan.FromHours(1);
        }

        Assert.Equal(["vlan 1 3", "vlan 2 3", "vlan 3 0"], Lines(new()));
        Assert.Equal(["vlan 1 0", "vlan 2 0", "vlan 3 0"], Lines(new() { State = AllocationState.Active }));
        var starts = _system.Ledger.ByResource(new() { ResourceId = "1" }).Single().Reservations.Select(r => r.StartDate).ToList();
        Assert.Equal(starts.Order(), starts);
        _system.Pools.Change("vlan", new PoolChange { From = 2 });
        Assert.Equal(["vlan 1 3", "vlan 2 3", "vlan 3 0"], Lines(new()));
        _system.Pools.Remove("vlan");
        Assert.Equal(["vlan 1 3", "vlan 2 3"], Lines(new()));
    }

    [Fact]
    public void A_pool_of_all_32_bit_numbers_is_listed_as_it_is_taken_and_paged_without_walking()
    {
        Pool("big", 0, 1L << 32);
        Pool("small", 5, 6);
        _system.VlanServices.Create(new("x") { NorthPool = "big", NorthVlanId = 3_000_000_000, SouthPool = "small" });
        Assert.Equal(["big 0 0", "big 1 0"], Lines(new() { Take = 2 }));
        Assert.Equal(["big 2999999999 0", "big 3000000000 1", "big 3000000001 0"], Lines(new() { Skip = 2_999_999_999, Take = 3 }));
        Assert.Equal(["big 4294967295 0", "small 5 1"], Lines(new() { Skip = 4294967295 }));
        Assert.Equal((1L << 32) + 1, _system.Ledger.CountByResource(new()));
        Assert.Equal(["big 7 0"], Lines(new() { Pool = "BIG", ResourceId = "7" }));
    }

    [Fact]
    public void A_page_after_a_resource_goes_on_behind_it()
    {
        Pool("a", 1, 3);
        Pool("b", 1, 3);
        Service("x", pool: "b");
        var seen = new List<string>();
        LedgerPosition? after = null;
        while (_system.Ledger.ByResource(new() { After = after, Take = 1 }).SingleOrDefault() is { } next)
        {
            seen.Add($"{next.Pool} {next.ResourceId} {next.Reservations.Count}");
            after = LedgerPosition.Behind(next);
        }

        Assert.Equal(["a 1 0", "a 2 0", "b 1 1", "b 2 1"], seen);
    }

    [Fact]
    public void Things_come_before_numbers_and_an_id_of_digits_can_be_either()
    {
        Pool("vlan", 7, 8);
        _system.Store.Run(session =>
        {
            foreach (var name in new[] { "b", "7" })
            {
                session.Allocations.Add(new AllocationRecord
                {
                    ReservationId = name,
                    Pool = "vlan",
                    ResourceId = name,
                    LeaseId = "l",
                    LeaseName = "l",
                    LeaseKind = LeaseKind.Ticket,
                    StartDate = _clock.Time,
                });
            }

            return true;
        });
        Assert.Equal(["vlan 7 1", "vlan b 1", "vlan 7 0"], Lines(new()));
        Assert.Equal(["vlan 7 1", "vlan 7 0"], Lines(new() { ResourceId = "7" }));
    }

    [Fact]
    public void What_nobody_knows_is_an_error_and_what_only_history_knows_is_not()
    {
        Pool("vlan", 1, 4);
        Assert.Throws<PoolNotFoundException>(() => _system.Ledger.ByResource(new() { Pool = "nowhere" }));
        Assert.Throws<ResourceNotFoundException>(() => _system.Ledger.ByResource(new() { ResourceId = "4" }));
        Assert.Throws<ResourceNotFoundException>(() => _system.Ledger.ByResource(new() { ResourceId = "01" }));
        Assert.Throws<ResourceNotFoundException>(() => _system.Ledger.ByResource(new() { Pool = "vlan", ResourceId = "4" }));
        Service("x", north: 3);
        _system.VlanServices.Remove(_system.VlanServices.Find(new NamePattern("x")).Single().Id);
        _system.Pools.Remove("vlan");
        Assert.Equal(["vlan 3 1"], Lines(new() { Pool = "vlan", ResourceId = "3", State = AllocationState.Released }));
    }

    [Fact]
    public void Any_page_is_the_part_of_the_whole_list_that_it_names()
    {
        var random = new Random(7);
        Pool("vlan", 0, 40, excluded: new(10, 13));
        Pool("other", 5, 9);
        foreach (var (number, i) in Enumerable.Range(13, 27).OrderBy(_ => random.Next()).Take(8).Select((n, i) => (n, i)))
            Service($"s{i}", number);
        foreach (var i in new[] { 1, 4, 5 }) _system.VlanServices.Remove(_system.VlanServices.Find(new NamePattern($"s{i}")).Single().Id);
        var whole = Lines(new());
        for (var i = 0; i < 100; i++)
        {
            var (skip, take) = (random.Next(0, 50), random.Next(0, 20));
            Assert.Equal(whole.Skip(skip).Take(take), Lines(new() { Skip = skip, Take = take }));
        }

        Assert.Equal(whole.Count, _system.Ledger.CountByResource(new()));
    }

    public void Dispose() => _system.Dispose();

    private void Pool(string name, long from, long to, NumberRange? excluded = null) =>
        _system.Pools.Create(name, new() { From = from, To = to, Excluded = excluded is { } e ? [e] : null });

    private VlanService Service(string name, long? north = null, string pool = "vlan") =>
        _system.VlanServices.Create(new(name) { NorthPool = pool, SouthPool = pool, NorthVlanId = north }).Service;

    private List<string> Lines(AllocationQuery query) =>
        [.. _system.Ledger.ByResource(query).Select(r => $"{r.Pool} {r.ResourceId} {r.Reservations.Count}")];
}
