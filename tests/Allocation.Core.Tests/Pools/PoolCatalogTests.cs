using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;

namespace Allocation.Core.Tests.Pools;

public sealed class PoolCatalogTests : IDisposable
{
    private readonly TestSystem _system = new();
    private readonly TemporaryFolder _folder = new(inMemory: true);

    [Fact]
    public void A_new_pool_is_free_but_for_what_is_excluded()
    {
        var settings = new PoolChange
        {
            From = 100,
            To = 200,
            Excluded = [new(150, 160), new(155, 165), new(100, 101)],
            Strategy = PoolStrategy.Random,
            ReuseDelay = TimeSpan.FromMinutes(10),
        };

        var pool = _system.Pools.Create("Vlan", settings);

        Assert.Equal(("Vlan", 100L, 200L), (pool.Name, pool.From, pool.To));
        Assert.Equal([new(100, 101), new(150, 165)], pool.Excluded);
        Assert.Equal((84L, 84L, 0L, 0L), (pool.Size, pool.Free, pool.Held, pool.Cooling));
        Assert.Equal((PoolStrategy.Random, TimeSpan.FromMinutes(10), _system.Clock.Time), (pool.Strategy, pool.ReuseDelay, pool.CreatedAt));
    }

    [Fact]
    public void Names_of_pools_are_compared_without_case()
    {
        _system.MakePool("Vlan", 0, 10);

        Assert.Equal("Vlan", Assert.Throws<PoolExistsException>(() => _system.MakePool("VLAN", 5, 6)).Pool);
        Assert.Equal("Vlan", _system.Pool("vLaN").Name);
    }

    [Fact]
    public void Pools_are_found_by_wildcard_in_order_and_by_name_only_when_there()
    {
        foreach (var name in new[] { "b2", "A1", "a2" }) _system.MakePool(name, 0, 1);

        Assert.Equal(["A1", "a2"], _system.Pools.Find(new NamePattern("a*")).Select(p => p.Name));
        Assert.Equal(["A1", "a2", "b2"], _system.Pools.Find(new NamePattern(null)).Select(p => p.Name));
        Assert.Empty(_system.Pools.Find(new NamePattern("c*")));
        Assert.Throws<PoolNotFoundException>(() => _system.Pools.Find(new NamePattern("c")));
        Assert.Throws<PoolNotFoundException>(() => _system.Pools.Find(new NamePattern("a\ud800")));
    }

    public static TheoryData<long, long, string, double> BadPools { get; } = new()
    {
        { -1, 10, "", 0 },
        { 10, 9, "", 0 },
        { 0, 10, "10", 0 },
        { 5, 10, "4-6", 0 },
        { 0, 10, "", -1 },
        { 0, 10, "", 3651 },
    };

    [Theory]
    [MemberData(nameof(BadPools))]
    public void What_makes_no_pool_is_refused(long from, long to, string excluded, double days)
    {
        var settings = new PoolChange
        {
            From = from,
            To = to,
            Excluded = excluded.Length == 0 ? [] : [NumberRange.Parse(excluded)],
            ReuseDelay = TimeSpan.FromDays(days),
        };

        Assert.Throws<InvalidPoolException>(() => _system.Pools.Create("p", settings));
        Assert.Throws<InvalidPoolException>(() => PoolCatalog.Check("p", settings));
        Assert.Throws<InvalidPoolException>(() => _system.Pools
            .Create("p", new PoolChange { From = 0, To = 1, Strategy = (PoolStrategy)9 }));
        Assert.Empty(_system.Dump());
    }

    [Fact]
    public void A_pool_of_every_number_there_is_works_at_both_ends()
    {
        _system.MakePool("big", 0, long.MaxValue);

        _system.Vlans.Create(Request("a") with { NorthVlanId = long.MaxValue - 1 });

        Assert.Equal([0, long.MaxValue - 1], _system.Held.Select(a => a.Value!.Value));
        Assert.Equal(long.MaxValue - 2, _system.Pool("big").Free);
    }

    [Fact]
    public void Cutting_off_a_held_number_is_refused_and_the_number_is_named()
    {
        _system.MakePool("big", 100, 200);
        _system.Vlans.Create(Request("a") with { NorthVlanId = 120, SouthVlanId = 180 });
        var before = _system.Dump();

        Assert.Equal("120",
            Assert.Throws<PoolInUseException>(() => _system.Pools.Change("big", new PoolChange { From = 121, To = 170 })).ResourceId);
        Assert.Equal("180", Assert.Throws<PoolInUseException>(() => _system.Pools.Change("big", new PoolChange { To = 180 })).ResourceId);
        Assert.Throws<PoolNotFoundException>(() => _system.Pools.Change("none", new PoolChange { To = 180 }));
        Assert.Throws<InvalidPoolException>(() => _system.Pools.Change("big", new PoolChange { Excluded = [new(5, 6)] }));

        Assert.Equal(before, _system.Dump());
        Assert.Equal(181, _system.Pools.Change("big", new PoolChange { From = 120, To = 181 }).To);
    }

    [Fact]
    public void A_held_number_is_excluded_only_where_that_is_allowed_and_is_not_given_again()
    {
        _system.MakePool("big", 0, 2);
        var service = _system.Vlans.Create(Request("a")).Service;

        foreach (var change in (PoolChange[])[new() { Excluded = [new(0, 2)] }, new() { Exclude = ["0"] }, new() { AddExclude = ["0-1"] }])
        {
            var refused = Assert.Throws<PoolInUseException>(() => _system.Pools.Change("big", change));
            Assert.Equal("0", refused.ResourceId);
            Assert.Contains("held by 'a'", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_system.Pool("big").Excluded);
        _system.Pools.Change("big", new PoolChange { Excluded = [new(0, 1)], AllowHeld = true });
        Assert.Single(_system.Pools.Change("big", new PoolChange { Excluded = [new(0, 1)], WarnAt = 5 }).Excluded);
        _system.Vlans.Remove(service.Id);

        Assert.Equal((1L, 1L, 0L), (_system.Pool("big").Size, _system.Pool("big").Free, _system.Pool("big").Held));
        Assert.Throws<ValueOutOfRangeException>(() => _system.Vlans.Create(Request("b") with { NorthVlanId = 0 }));
        Assert.Single(Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(Request("b"))).Released);
    }

    [Fact]
    public void A_pool_of_which_one_number_is_held_names_it()
    {
        _system.MakePool("big", 0, 10);
        _system.Direct.TakeAll([new("big", "lab") { ResourceIds = ["7"] }]);
        Assert.Equal("Pool 'big' is in use: 7 is held by 'lab'. Give it back first.",
            Assert.Throws<PoolInUseException>(() => _system.Pools.Remove("big")).Message);
    }

    [Fact]
    public void A_pool_in_use_cannot_be_removed_and_its_history_outlives_it()
    {
        _system.MakePool("big", 0, 10);
        var service = _system.Vlans.Create(Request("a")).Service;
        Assert.Equal("Pool 'big' is in use: 2 of its numbers are held, such as 0 by 'a'. Give them back first.",
            Assert.Throws<PoolInUseException>(() => _system.Pools.Remove("BIG")).Message);

        _system.Vlans.Remove(service.Id);
        _system.Pools.Remove("BIG");

        Assert.Throws<PoolNotFoundException>(() => _system.Pools.Remove("big"));
        Assert.Equal([AllocationState.Released, AllocationState.Released], _system.Ledger.Select(a => a.State));
    }

    [Fact]
    public void A_removed_pool_leaves_nothing_behind_for_one_of_the_same_name()
    {
        _system.Pools.Create("big", new PoolChange { From = 0, To = 10, ReuseDelay = TimeSpan.FromHours(1) });
        _system.Vlans.Remove(_system.Vlans.Create(Request("a")).Service.Id);
        Assert.Equal(2, _system.Pool("big").Cooling);

        _system.Pools.Remove("big");
        _system.MakePool("big", 5, 8);

        Assert.Equal((3L, 3L, 0L), (_system.Pool("big").Size, _system.Pool("big").Free, _system.Pool("big").Cooling));
    }

    [Fact]
    public void A_pool_file_is_taken_over_with_its_used_numbers()
    {
        var file = new VlanPoolFile(_folder.Write("v.json", """{"range": {"from": 100, "to": 110}, "used": [100, 105]}"""), _folder.Path);

        var pool = _system.PoolFiles.Import(file, "vlan");

        Assert.Equal((100L, 110L, 10L, 8L, 2L), (pool.From, pool.To, pool.Size, pool.Free, pool.Held));
        Assert.All(_system.Held, a => Assert.Equal(LeaseKind.Import, a.LeaseKind));
        Assert.Equal(101, _system.Vlans.Create(new VlanServiceRequest("a")).Service.NorthVlanId);
    }

    [Fact]
    public void A_service_that_asks_for_an_imported_number_takes_it_over_once()
    {
        var file = new VlanPoolFile(_folder.Write("v.json", """{"range": {"from": 100, "to": 110}, "used": [100, 105]}"""), _folder.Path);
        _system.PoolFiles.Import(file, "vlan");

        _system.Vlans.Create(new VlanServiceRequest("a") { NorthVlanId = 105 });

        Assert.Equal(LeaseKind.Service, _system.Held.Single(a => a.Value == 105).LeaseKind);
        Assert.Single(_system.Ledger, a => a is { Value: 105, State: AllocationState.Released, LeaseKind: LeaseKind.Import });
        var error = Assert.Throws<AllocationFailedException>(() => _system.Vlans.Create(new VlanServiceRequest("b") { NorthVlanId = 105 }));
        Assert.IsType<ValueTakenException>(error.InnerException);
        _system.Vlans.Remove(_system.Service("a")!.Id);
        Assert.Equal(9, _system.Pool("vlan").Free);
    }

    [Fact]
    public void An_imported_number_that_is_excluded_since_is_not_given_to_a_service()
    {
        var file = new VlanPoolFile(_folder.Write("v.json", """{"range": {"from": 100, "to": 110}, "used": [105]}"""), _folder.Path);
        _system.PoolFiles.Import(file, "vlan");
        Assert.Equal("AllowHeld", Assert.Throws<PoolInUseException>(
            () => _system.Pools.Change("vlan", new PoolChange { Excluded = [new(105, 106)] })).WayOut?.Parameter);
        _system.Pools.Change("vlan", new PoolChange { Excluded = [new(105, 106)], AllowHeld = true });

        Assert.Throws<ValueOutOfRangeException>(() => _system.Vlans.Create(new VlanServiceRequest("a") { NorthVlanId = 105 }));
    }

    [Fact]
    public void An_import_that_cannot_be_leaves_nothing()
    {
        var damaged = new VlanPoolFile(_folder.Write("bad.json", """{"range": {"from": 100, "to": 110}, "used": [110]}"""), _folder.Path);
        var good = new VlanPoolFile(_folder.Write("good.json", """{"range": {"from": 100, "to": 110}, "used": [109]}"""), _folder.Path);
        Assert.Throws<InvalidPoolFileException>(() => _system.PoolFiles.Import(damaged, "p"));
        Assert.Throws<InvalidPoolFileException>(() => _system.PoolFiles.Import(new VlanPoolFile("missing.json", _folder.Path), "p"));
        Assert.Throws<InvalidPoolException>(() => _system.PoolFiles.Import(good, "a:b"));
        Assert.Empty(_system.Dump());

        _system.MakePool("p", 0, 1);
        var before = _system.Dump();
        Assert.Throws<PoolExistsException>(() => _system.PoolFiles.Import(good, "P"));
        Assert.Equal(before, _system.Dump());
    }

    public void Dispose()
    {
        _system.Dispose();
        _folder.Dispose();
    }

    private static VlanServiceRequest Request(string name) => new(name) { NorthPool = "big", SouthPool = "big" };
}
