using System.Globalization;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.Probe.Stores;

/// <summary>
/// What a probe does to its store once it has read a line, so that several can be let go at once. A line of output stands for what was
/// reported as committed: "+ NAME NORTH SOUTH" for a service that was made, "- NAME" for one that is about to be removed, "x NAME" for
/// one that was removed; "! ERROR" for an error after which it goes on. With "forget" it breaks its promise: a test that does not see
/// that is of no use.
/// </summary>
internal sealed class StoreWork : IDisposable
{
    // So that a pool of a few hundred numbers never runs out under several probes.
    private const int MostAlive = 10;

    private readonly AllocationSystem _system;
    private readonly string _pool;
    private readonly string _name;
    private readonly List<VlanService> _alive = [];
    private int _made;

    private StoreWork(string text, string pool, string name, bool isForgetful)
    {
        var store = new StoreProvider().Open(StoreUri.Parse(text, Environment.CurrentDirectory));
        _system = new(isForgetful ? new ForgetfulStore(store) : store);
        (_pool, _name) = (pool, name);
    }

    public static int Take(string store, string pool, string name, int count, string[] orders)
    {
        using var work = new StoreWork(store, pool, name, orders.Contains("forget"));
        Console.ReadLine();
        work.Take(count);
        return 0;
    }

    public static int Loop(string store, string pool, string name, int seed, string[] orders)
    {
        using var work = new StoreWork(store, pool, name, orders.Contains("forget"));
        Console.ReadLine();
        work.Loop(new Random(seed), orders.Contains("goon"));
        return 0;
    }

    public void Dispose() => _system.Dispose();

    private void Take(int count)
    {
        for (var i = 0; i < count; i++) Make();
    }

    private void Loop(Random random, bool goesOn)
    {
        while (true)
        {
            try
            {
                if (_alive.Count == 0 || (_alive.Count < MostAlive && random.Next(3) > 0)) Make();
                else Remove(random.Next(_alive.Count));
            }
            catch (AllocationException error) when (goesOn && error is StoreUnavailableException or StoreConflictException
                or ServiceNotFoundException)
            {
                Say($"! {error.Kind}");
            }
        }
    }

    private void Make()
    {
        var request = new VlanServiceRequest($"{_name}-{(_made++).ToString(CultureInfo.InvariantCulture)}")
        {
            NorthPool = _pool,
            SouthPool = _pool,
        };
        var service = _system.VlanServices.Create(request).Service;
        _alive.Add(service);
        Say($"+ {service.Name} {service.NorthVlanId} {service.SouthVlanId}");
    }

    private void Remove(int index)
    {
        var service = _alive[index];
        _alive.RemoveAt(index);
        Say($"- {service.Name}");
        _system.VlanServices.Remove(service.Id);
        Say($"x {service.Name}");
    }

    private static void Say(string line)
    {
        Console.Out.Write(line + '\n');
        Console.Out.Flush();
    }
}
