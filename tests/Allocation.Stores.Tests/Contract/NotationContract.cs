using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Contract;

/// <summary>Pools that write their numbers in another way, and pools of the addresses of a subnet, through the whole core.</summary>
public abstract class NotationContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    [Theory]
    [InlineData("address 10.20.0.0/24", "10.20.0.1", "10.20.0.7", "10.20.0.7-10.20.0.9", "10.20.0.7,10.20.0.8,10.20.0.9")]
    [InlineData("address 2001:db8::/64", "2001:db8::1", "2001:DB8:0::ff", "2001:db8::ff-2001:db8::100", "2001:db8::ff,2001:db8::100")]
    [InlineData("subnet 10.0.0.0/16 24", "10.0.0.0/24", "10.0.7.0/24", "10.0.7.0/24-10.0.8.0/24", "10.0.7.0/24,10.0.8.0/24")]
    [InlineData("subnet 2001:db8::/32 48", "2001:db8::/48", "2001:DB8:FFFF::/48", "2001:db8:ffff::/48", "2001:db8:ffff::/48")]
    [InlineData("mac 52:54:00", "52:54:00:00:00:00", "5254.0000.0007", "52-54-00-00-00-07 - 52-54-00-00-00-08",
        "52:54:00:00:00:07,52:54:00:00:00:08")]
    [InlineData("text web-{0:000}", "web-000", "web-007", "web-007-web-008", "web-007,web-008")]
    public void What_a_pool_writes_is_taken_found_and_given_back_as_it_is_written(string notation, string first, string typed, string range,
        string written)
    {
        using var system = System();
        system.Pools.Create("lan", new PoolChange { Notation = PoolNotation.Parse(notation) });
        Assert.Equal(first, system.Direct.TakeAll([new("lan", "next")]).Checked().Single().ResourceId);

        var taken = system.Direct.TakeAll([new("lan", "exact") { ResourceIds = [range] }]).Checked();

        Assert.Equal(written, string.Join(',', taken.Select(line => line.ResourceId)));
        Assert.Equal(taken.Take(1), system.Ledger.Query(new() { Pool = "LAN", ResourceId = typed }));
        Assert.Equal(taken.Take(1), system.Ledger.Query(new() { ResourceId = typed }));
        Assert.Equal(taken[0].Value, system.Ledger.ByResource(new() { Pool = "lan", ResourceId = typed }).Single().Value);
        Assert.Throws<ValueTakenException>(() => system.Direct.TakeAll([new("lan", "again") { ResourceIds = [typed] }]).Checked());
        system.Direct.GiveBackAll(system.Direct.Find(new NamePattern("exact")).Single());
        Assert.Empty(system.Ledger.Query(new() { Pool = "lan", ResourceId = typed, State = AllocationState.Active }));
        Assert.Equal(taken.Select(line => line.ReservationId), system.Ledger.Query(new() { Pool = "lan", State = AllocationState.Released })
            .Select(line => line.ReservationId));
        Assert.Equal(1, system.Pools.Find(new NamePattern("lan")).Single().Held);
    }

    [Theory]
    [InlineData("address 10.20.0.0/24", "10.20.0.5-10.20.0.6,10.20.0.9", "10.20.0.6,10.20.0.9")]
    [InlineData("subnet 10.0.0.0/16 24", "10.0.5.0/24-10.0.6.0/24,10.0.9.0/24", "10.0.6.0/24,10.0.9.0/24")]
    [InlineData("mac 52:54:00", "52:54:00:00:00:05-52:54:00:00:00:06,52:54:00:00:00:09", "52:54:00:00:00:06,52:54:00:00:00:09")]
    [InlineData("text web-{0:000}", "web-005-web-006,web-009", "web-006,web-009")]
    public void A_document_carries_what_a_pool_writes(string notation, string ranges, string rest)
    {
        using var system = System();
        system.Pools.Create("lan", new PoolChange { Notation = PoolNotation.Parse(notation), Ranges = [ranges] });
        system.Direct.TakeAll([new("lan", "a")]).Checked();
        using var other = new TFixture();
        using var there = Copied(other);

        Assert.Equal(system.Pools.Find(new NamePattern("lan")), there.Pools.Find(new NamePattern("lan")));
        Assert.Equal(rest, string.Join(',',
            there.Direct.TakeAll([new("lan", "b") { Count = 2 }]).Checked().Select(line => line.ResourceId)));
    }

    [Theory]
    [InlineData("subnet 10.0.0.0/8 24", "10.0.0.1-10.0.0.254")]
    [InlineData("subnet 2001:db8::/32 64", "2001:db8::1-2001:db8::3fff:ffff:ffff:ffff")]
    [InlineData("subnet 10.0.0.0/8 31", "10.0.0.0-10.0.0.1")]
    public void A_pool_within_a_subnet_gives_its_addresses_and_goes_with_it(string notation, string gives)
    {
        using var system = System();
        var subnet = Subnet(system, notation);

        var pool = system.Pools.Create("lan-1", new PoolChange { ParentAllocation = subnet.ReservationId });

        Assert.Equal((gives, subnet.ResourceId, subnet.ReservationId), (pool.Gives, pool.Network, pool.ParentAllocation));
        var taken = system.Direct.TakeAll([new("lan-1", "host")]).Checked().Single();
        Assert.Equal(gives.Split('-')[0], taken.ResourceId);
        Fixture.Reopen();
        using var again = new AllocationSystem(new RetryingStore(new Unowned(Store), HangLimit.Time));
        Assert.Equal("lan-1", Assert.Throws<PoolInUseException>(() => again.Direct.GiveBack(subnet.ReservationId)).Pool);
        Assert.Equal(pool with { Held = 1, Free = pool.Size - 1 }, again.Pools.Find(new NamePattern("lan-1")).Single());

        again.Direct.GiveBack(taken.ReservationId);
        again.Direct.GiveBack(subnet.ReservationId);

        Assert.Empty(again.Pools.Find(new NamePattern("lan-*")));
        Assert.Equal(0, again.Pools.Find(new NamePattern("nets")).Single().Held);
        Assert.Equal(taken.ResourceId, again.Ledger.Query(new() { Pool = "lan-1" }).Single().ResourceId);
    }

    [Fact]
    public void A_pool_within_a_subnet_keeps_its_parent_when_it_or_the_pool_of_subnets_is_changed_renamed_or_carried_elsewhere()
    {
        using var system = System();
        var subnet = Subnet(system, "subnet 10.0.0.0/8 24");
        system.Pools.Create("lan-1", new PoolChange { ParentAllocation = subnet.ReservationId });

        system.Pools.Change("lan-1", new PoolChange { AddExclude = ["10.0.0.1"] });
        system.PoolNames.Rename("lan-1", "lan-2");
        system.PoolNames.Rename("nets", "subnets");
        using var other = new TFixture();
        using var there = Copied(other);

        foreach (var at in new[] { system, there })
        {
            Assert.Equal(subnet.ReservationId, at.Pools.Find(new NamePattern("lan-2")).Single().ParentAllocation);
            at.Direct.GiveBack(subnet.ReservationId);
            Assert.Empty(at.Pools.Find(new NamePattern("lan-*")));
        }
    }

    [Fact]
    public void A_pool_within_what_is_no_subnet_or_not_held_is_refused()
    {
        using var system = System();
        system.Pools.Create("vlan", new PoolChange { From = 100, To = 110 });
        var (number, subnet) = (system.Direct.TakeAll([new("vlan", "a")]).Checked().Single(), Subnet(system, "subnet 10.0.0.0/8 24"));
        system.Direct.GiveBack(subnet.ReservationId);

        Assert.Throws<InvalidPoolException>(() => Within(number.ReservationId));
        Assert.Throws<AllocationNotFoundException>(() => Within(subnet.ReservationId));
        Assert.Throws<AllocationNotFoundException>(() => Within("nope"));
        Assert.Empty(system.Pools.Find(new NamePattern("lan*")));

        AllocationPool Within(string parent) => system.Pools.Create("lan", new PoolChange { ParentAllocation = parent });
    }

    [Fact]
    public void A_subnet_is_removed_from_its_pool_while_several_hosts_wait_for_an_address_and_all_of_them_know()
    {
        using var system = System();
        var subnet = Subnet(system, "subnet 10.0.0.0/8 24");
        system.Pools.Create("lan-1", new PoolChange { ParentAllocation = subnet.ReservationId });
        var outcomes = new Exception?[8];

        Parallel.For(0, outcomes.Length, i => outcomes[i] = Record.Exception(() =>
        {
            if (i == 0) system.Direct.GiveBack(subnet.ReservationId);
            else system.Direct.TakeAll([new("lan-1", $"host{i}")]).Checked();
        }));

        var isGone = outcomes[0] is null;
        Assert.Equal(isGone ? 0 : 1, system.Pools.Find(new NamePattern("lan-*")).Count);
        if (isGone) Assert.All(outcomes[1..], outcome => Assert.IsType<PoolNotFoundException>(outcome));
        else Assert.IsType<PoolInUseException>(outcomes[0]);
        Assert.Equal(outcomes[1..].Count(outcome => outcome is null), system.Ledger.Query(new() { Pool = "lan-1" }).Count());
    }

    private static AllocationRecord Subnet(AllocationSystem system, string notation)
    {
        system.Pools.Create("nets", new PoolChange { Notation = PoolNotation.Parse(notation) });
        return system.Direct.TakeAll([new("nets", "lan")]).Checked().Single();
    }

    private AllocationSystem System() => new(new RetryingStore(new Unowned(Store), HangLimit.Time));

    private AllocationSystem Copied(TFixture other)
    {
        using var document = new MemoryStream();
        StoreTransfer.Export(Store, document);
        StoreTransfer.Import(other.Store, document.ToArray(), "document");
        return new AllocationSystem(new RetryingStore(new Unowned(other.Store), HangLimit.Time));
    }
}
