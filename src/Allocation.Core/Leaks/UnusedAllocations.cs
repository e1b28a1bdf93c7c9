using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>
/// Finds numbers that the ledger holds for a service of which no set has them: what an update replaced, and the inventory did
/// not take back. What is in our own pools is given back in the same transaction, so only inventories can leave such lines.
/// </summary>
internal sealed class UnusedAllocations(IAllocationStore store, IntentLog intents, DefinitionLibrary definitions)
{
    /// <summary>Those of services that rest; a service between two states is another leak.</summary>
    public IEnumerable<AllocationLeak> Find(CancellationToken cancellation)
    {
        var leases = store.Read(
            session => session.Allocations.Query(new AllocationQuery { State = AllocationState.Active, LeaseKind = LeaseKind.Service })
                .Where(a => PoolReference.IsExternal(a.Pool)).Select(a => a.LeaseId).Distinct().ToList(),
            cancellation);
        return leases.SelectMany(lease => store.Read(session => Of(session, lease), cancellation));
    }

    private List<AllocationLeak> Of(IStoreSession session, string lease)
    {
        if (session.Services.Find(lease) is not { Living: true } instance) return [];
        var (definition, calls) = (definitions.Of(session, instance), session.Intents.OfLease(lease));
        if (definition.Lifecycle.Next(instance.State) is not null || calls.Any(intents.IsInFlight)) return [];
        return InstanceReleaser.Dropped(definition, instance, session.Allocations.ActiveOf(lease))
            .Select(line => Leak(line, instance, calls.FirstOrDefault(i => i.ReservationId == line.ReservationId)))
            .ToList();
    }

    private static AllocationLeak Leak(AllocationRecord line, ServiceInstance instance, IntentRecord? waiting) => new()
    {
        Kind = LeakKind.UnusedAllocation,
        Pool = line.Pool,
        Value = line.Value,
        Handle = line.Handle,
        LeaseId = line.LeaseId,
        LeaseName = line.LeaseName,
        Attribute = line.Attribute,
        ReservationId = line.ReservationId,
        IntentId = waiting?.Id,
        Since = waiting?.CreatedAt ?? instance.UpdatedAt,
        Detail = $"the ledger holds it for '{line.LeaseName}', which no longer has it" + RetryText.Of(waiting),
    };
}
