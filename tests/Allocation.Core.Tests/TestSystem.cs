using Allocation.Core.Direct;
using Allocation.Core.Errors;
using Allocation.Core.Inventories.PoolFiles;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Usage;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests;

/// <summary>The whole core over a store in memory, with a clock that stands still and a store that can be made to fail.</summary>
internal sealed class TestSystem : IDisposable
{
    private readonly MemoryStore _memory = new(StoreUri.Default);
    private readonly AllocationSystem _system;

    public TestSystem()
    {
        Faults = new FaultyStore(_memory);
        _system = new AllocationSystem(new RetryingStore(Faults, HangLimit.Time), Clock, random: new Random(1));
    }

    public ManualClock Clock { get; } = new();

    public FaultyStore Faults { get; }

    public PoolCatalog Pools => _system.Pools;

    public PoolFileImport PoolFiles => _system.PoolFiles;

    public VlanServices Vlans => _system.VlanServices;

    public DirectAllocations Direct => _system.Direct;

    public UsageImport Usage => _system.Usage;

    public UsageExport Exports => _system.PoolExports;

    public LeaseExpiry Expiry => _system.Expiry;

    /// <summary>The warnings about full pools since this was asked last.</summary>
    public IReadOnlyList<string> Warnings() => _system.Warnings();

    /// <summary>The allocations that are held, in the order of the ledger.</summary>
    public IReadOnlyList<AllocationRecord> Held => [.. _system.Ledger.Query(new AllocationQuery { State = AllocationState.Active })];

    /// <summary>All allocations, held and ended.</summary>
    public IReadOnlyList<AllocationRecord> Ledger => [.. _system.Ledger.Query(new AllocationQuery())];

    public string Dump(params string[] requestIds) => StoreDump.Of(_memory, requestIds);

    /// <summary>What counts in the end: like a dump, without the ids, which differ from run to run.</summary>
    public string Outcome() => string.Join('\n', _memory.Read(session => Enumerable.Empty<string>()
        .Concat(session.Pools.All().SelectMany(p => session.FreeRanges.All(p.Name).Select(f => $"{p} {f}")))
        .Concat(session.Allocations.Query(new AllocationQuery()).Select(a => $"{a.Pool} {a.ResourceId} {a.LeaseName} {a.State}"))
        .Concat(session.Services.Query(new ServiceQuery { Living = null }).Select(VlanService.Of)
            .Select(s => $"{s.Name} {s.State} {s.NorthVlanId} {s.SouthVlanId}"))
        .ToList()));

    public void MakePool(string name, long from, long to, params NumberRange[] excluded) =>
        Pools.Create(name, new PoolChange { From = from, To = to, Excluded = excluded });

    public AllocationPool Pool(string name) => Pools.Find(new NamePattern(name))[0];

    public VlanService? Service(string name)
    {
        try
        {
            return Vlans.Find(new NamePattern(name)).Single();
        }
        catch (ServiceNotFoundException)
        {
            return null;
        }
    }

    public void Dispose() => _system.Dispose();
}
