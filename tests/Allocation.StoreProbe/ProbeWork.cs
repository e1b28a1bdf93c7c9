using System.Globalization;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;

namespace Allocation.StoreProbe;

/// <summary>What a probe does to its store, and says once it is committed.</summary>
internal sealed class ProbeWork : IDisposable
{
    // So that a pool of a few hundred numbers never runs out under several probes.
    private const int MostAlive = 10;

    private readonly AllocationSystem _system;
    private readonly string _pool;
    private readonly string _name;
    private readonly List<VlanService> _alive = [];
    private int _made;

    public ProbeWork(string text, string pool, string name, bool isForgetful)
    {
        var store = new StoreProvider().Open(StoreUri.Parse(text, Environment.CurrentDirectory));
        _system = new(isForgetful ? new ForgetfulStore(store) : store);
        (_pool, _name) = (pool, name);
    }

    public void Take(int count)
    {
        for (var i = 0; i < count; i++) Make();
    }

    public void Loop(Random random, bool goesOn)
    {
        while (true)
        {
            try
            {
                if (_alive.Count == 0 || (_alive.Count < MostAlive && random.Next(3) > 0)) Make();
                else Remove(random.Next(_alive.Count));
            }
            catch (AllocationException error) when (goesOn && error is StoreUnavailableException or StoreConflictException or ServiceNotFoundException)
            {
                Say($"! {error.Kind}");
            }
        }
    }

    public void Dispose() => _system.Dispose();

    private void Make()
    {
        var request = new VlanServiceRequest($"{_name}-{(_made++).ToString(CultureInfo.InvariantCulture)}") { NorthPool = _pool, SouthPool = _pool };
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
