using System.Collections.Concurrent;
using Allocation.Core;
using Allocation.Core.Direct;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Stores.Tests.Fixtures;
using Allocation.Stores.Tests.Probes;

namespace Allocation.Stores.Tests.Contract;

/// <summary>What threads of one process do to a store at the same time.</summary>
public abstract class ConcurrencyContract<TFixture> : StoreContract<TFixture>
    where TFixture : StoreFixture, new()
{
    private const int Threads = 16;
    private const int Each = 50;
    private const int EachWithRemoval = 10;

    private readonly ConcurrentBag<Exception> _errors = [];

    [Fact]
    public void Threads_that_make_services_all_succeed_with_numbers_of_their_own_and_lose_none()
    {
        using var system = System();
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 4094 });
        var made = new ConcurrentBag<VlanService>();

        AtOnce(thread =>
        {
            for (var i = 0; i < Each; i++) made.Add(system.VlanServices.Create(new VlanServiceRequest($"{thread}-{i}")).Service);
        });

        Assert.Empty(_errors);
        Assert.Equal(Enumerable.Range(0, 2 * Threads * Each).Select(i => (long?)i),
            made.SelectMany(s => new[] { s.NorthVlanId, s.SouthVlanId }).Order());
        LedgerCheck.Check(Store, Report.Of([]));
        LedgerCheck.CheckContiguous(Store, "vlan", 2 * Threads * Each);
    }

    [Fact]
    public void Threads_that_make_and_remove_services_over_two_pools_in_either_order_leave_nothing_behind()
    {
        using var system = System();
        foreach (var pool in new[] { "a", "b" }) system.Pools.Create(pool, new PoolChange { From = 0, To = 50 });

        AtOnce(thread =>
        {
            for (var i = 0; i < EachWithRemoval; i++)
            {
                var (north, south) = thread % 2 == 0 ? ("a", "b") : ("b", "a");
                var service =
                    system.VlanServices.Create(new VlanServiceRequest($"{thread}-{i}") { NorthPool = north, SouthPool = south }).Service;
                system.VlanServices.Remove(service.Id);
            }
        });

        Assert.Empty(_errors);
        foreach (var pool in new[] { "a", "b" })
        {
            Assert.Equal([new(new(0, 50), null)], Store.Read(s => s.FreeRanges.All(pool).ToList()));
            Assert.Equal(0, Store.Read(s => s.Allocations.CountActive(pool)));
        }
    }

    [Fact]
    public void Of_threads_that_want_the_same_name_one_gets_it_and_the_others_take_nothing()
    {
        using var system = System();
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 4094 });

        AtOnce(_ => system.VlanServices.Create(new VlanServiceRequest("same")));

        Assert.Equal(Threads - 1, _errors.Count);
        Assert.All(_errors, error => Assert.IsType<Core.Errors.ServiceExistsException>(error));
        LedgerCheck.CheckContiguous(Store, "vlan", 2);
    }

    [Fact]
    public void Threads_with_one_request_id_get_one_service()
    {
        using var system = System();
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 4094 });
        var made = new ConcurrentBag<string>();

        AtOnce(_ => made.Add(system.VlanServices.Create(new VlanServiceRequest("same"), "request").Service.Id));

        Assert.Empty(_errors);
        Assert.Equal(Threads, made.Count);
        Assert.Single(made.Distinct());
        LedgerCheck.CheckContiguous(Store, "vlan", 2);
    }

    [Fact]
    public void Threads_that_take_and_give_back_directly_over_two_pools_in_either_order_leave_nothing_behind()
    {
        using var system = System();
        foreach (var pool in new[] { "a", "b" }) system.Pools.Create(pool, new PoolChange { From = 0, To = 80 });

        AtOnce(thread =>
        {
            for (var i = 0; i < EachWithRemoval; i++)
            {
                var pools = thread % 2 == 0 ? new[] { "a", "b" } : ["b", "a"];
                system.Direct.TakeAll([.. pools.Select(pool => new DirectRequest(pool, $"{thread}") { Count = 2 })]).Checked();
                foreach (var pool in pools.Reverse())
                    system.Direct.GiveBackAll(system.Direct.Find(new NamePattern($"{thread}"), pool).Single());
            }
        });

        Assert.Empty(_errors);
        foreach (var pool in new[] { "a", "b" })
        {
            Assert.Equal([new(new(0, 80), null)], Store.Read(s => s.FreeRanges.All(pool).ToList()));
            Assert.Equal(0, Store.Read(s => s.Allocations.CountActive(pool)));
        }
    }

    [Fact]
    public void Of_threads_that_take_directly_under_one_name_one_gets_it()
    {
        using var system = System();
        system.Pools.Create("vlan", new PoolChange { From = 0, To = 4094 });

        AtOnce(_ => system.Direct.TakeAll([new DirectRequest("vlan", "same")]).Checked());

        Assert.Equal(Threads - 1, _errors.Count);
        Assert.All(_errors, error => Assert.IsType<Core.Errors.AllocationExistsException>(error));
        Assert.Equal(1, Store.Read(s => s.Allocations.CountActive("vlan")));
    }

    [Fact]
    public void Threads_that_take_and_give_back_while_their_pool_is_renamed_lose_no_number()
    {
        using var system = System();
        system.Pools.Create("a", new PoolChange { From = 0, To = 200 });

        AtOnce(thread =>
        {
            for (var i = 0; i < EachWithRemoval; i++)
            {
                if (thread == 0) system.PoolNames.Rename(i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "b" : "a");
                else if (thread % 2 == 0) system.Direct.GiveBack(Wherever(pool => Direct(system, pool, $"{thread}")).ReservationId);
                else system.VlanServices.Remove(Wherever(pool => Service(system, pool, $"{thread}-{i}")).Id);
            }
        });

        Assert.Empty(_errors);
        Assert.Equal(["a"], Store.Read(s => s.Pools.All().Select(pool => pool.Name).ToList()));
        Assert.Equal([new(new(0, 200), null)], Store.Read(s => s.FreeRanges.All("a").ToList()));
        Assert.Equal(0, Store.Read(s => s.Allocations.CountActive("a")));
        Assert.Equal(0, Store.Read(s => s.Allocations.Count(new AllocationQuery { Pool = "b" })));
    }

    private static AllocationRecord Direct(AllocationSystem system, string pool, string name) =>
        system.Direct.TakeAll([new DirectRequest(pool, name)]).Checked()[0];

    private static VlanService Service(AllocationSystem system, string pool, string name) =>
        system.VlanServices.Create(new VlanServiceRequest(name) { NorthPool = pool, SouthPool = pool }).Service;

    // The pool has one of two names at any moment, and perhaps the other one when it is asked for.
    private static T Wherever<T>(Func<string, T> take)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return take(i % 2 == 0 ? "a" : "b");
            }
            catch (Exception error) when ((error.InnerException ?? error) is Core.Errors.PoolNotFoundException)
            {
                // It has the other name by now.
            }
        }
    }

    private AllocationSystem System() => new(new RetryingStore(new Unowned(Store), HangLimit.Time));

    private void AtOnce(Action<int> work)
    {
        using var go = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            go.SignalAndWait();
            try
            {
                work(number);
            }
            catch (Exception error)
            {
                _errors.Add(error);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }
}
