using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;

namespace Allocation.Stores.Tests.Probes;

/// <summary>What must hold in a store at every moment, whatever died in the middle of what.</summary>
internal static class LedgerCheck
{
    /// <summary>Checks one state of the store against itself and against what was reported before.</summary>
    public static void Check(IAllocationStore store, Report report) => store.Read(session =>
    {
        foreach (var pool in session.Pools.All().ToList()) CheckPool(session, pool);
        var held = session.Allocations.Query(new AllocationQuery { State = AllocationState.Active }).ToList();
        var services = session.Services.Query(new ServiceQuery()).Select(VlanService.Of).ToDictionary(s => s.Name);

        // Each claim is whole: a service has both numbers, and each number that is held belongs to a service.
        var claimed = services.Values.SelectMany(s =>
            new[] { (s.Id, s.NorthAllocationKey, s.NorthVlanId), (s.Id, s.SouthAllocationKey, s.SouthVlanId) });
        Assert.Equal(claimed.Order(), held.Select(a => (a.LeaseId, (string?)a.ReservationId, a.Value)).Order());

        foreach (var (name, numbers) in report.Made)
        {
            Assert.True(services.TryGetValue(name, out var service), $"{name} was reported as made and is not there.");
            Assert.Equal(numbers, (service.NorthVlanId!.Value, service.SouthVlanId!.Value));
        }

        Assert.DoesNotContain(report.Removed, services.ContainsKey);
        return true;
    });

    private static void CheckPool(IStoreSession session, NumberPool pool)
    {
        var held = session.Allocations.Query(new AllocationQuery { Pool = pool.Name, State = AllocationState.Active }).ToList();
        var free = session.FreeRanges.All(pool.Name).ToList();
        Assert.Equal(pool.Size, free.Sum(f => f.Range.To - f.Range.From) + held.Count);
        Assert.DoesNotContain(held, a => free.Exists(f => f.Range.Contains(a.Value!.Value)));
        Assert.Distinct(held.Select(a => a.ResourceId));
    }

    /// <summary>Checks that exactly the lowest numbers of a pool are held.</summary>
    public static void CheckContiguous(IAllocationStore store, string poolName, int count) => Assert.Equal(
        Enumerable.Range(0, count).Select(i => (long?)i),
        store.Read(s => s.Allocations.Query(new AllocationQuery { Pool = poolName, State = AllocationState.Active })
            .Select(a => a.Value).ToList()));
}
