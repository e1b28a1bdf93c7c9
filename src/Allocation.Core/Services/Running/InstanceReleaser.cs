using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Gives back what an instance no longer holds. A value is held as long as one of the candidate, active and rollback sets has
/// it. What is in the ledger stays there until it was given back, so nothing is forgotten when that fails.
/// </summary>
internal sealed class InstanceReleaser(NumberAllocator numbers, InventoryDirectory inventories, NotAsked? notAsked)
{
    /// <summary>Gives back everything, the latest first, as undoing goes; a step when the outside has to be asked.</summary>
    /// <param name="work">The instance.</param>
    /// <param name="mayAsk">Whether the outside can be asked here, so that a preview leaves it out.</param>
    public ExternalRelease? ReleaseAll(InstanceWork work, bool mayAsk = true) =>
        Release(work, work.Session.Allocations.ActiveOf(work.Instance.Id), mayAsk) is { } release ? release with { IsOfAll = true } : null;

    /// <summary>Gives back what no set has any more.</summary>
    public ExternalRelease? ReleaseDropped(InstanceWork work)
    {
        var active = work.Session.Allocations.ActiveOf(work.Instance.Id);
        return active.Count == 0 ? null : Release(work, Dropped(work.Definition, work.Instance, active), mayAsk: true);
    }

    /// <summary>Those allocations of an instance that none of its sets has.</summary>
    public static IReadOnlyList<AllocationRecord> Dropped(ServiceDefinition definition, ServiceInstance instance,
        IReadOnlyList<AllocationRecord> active)
    {
        var sets = new[] { instance.Candidate, instance.Active, instance.Rollback }.OfType<AttributeSet>().ToList();
        var held = sets.SelectMany(s => AllocatedValues.Of(definition, s.Root))
            .Select(v => (v.Path.ToString(), PathComparison.TextOf(v.Value))).ToHashSet();
        return active.Where(a => !held.Contains((a.Attribute ?? "", a.ResourceId)) && !sets.Exists(s => Has(s, a))).ToList();
    }

    // A set of an older version of the definition may have it at a place that the newer one does not know.
    private static bool Has(AttributeSet set, AllocationRecord allocation) =>
        allocation.Attribute is { } path && PathComparison.TextOf(set.Get(DictPath.Parse(path))) == allocation.ResourceId;

    private ExternalRelease? Release(InstanceWork work, IReadOnlyList<AllocationRecord> allocations, bool mayAsk)
    {
        PoolOrder.Lock(work.Session, allocations.Select(a => a.Pool));
        foreach (var allocation in allocations.Reverse())
        {
            if (inventories.Find(work.Session, allocation.Pool) is { } inventory)
            {
                if (notAsked is null || !mayAsk) return new ExternalRelease(inventory, allocation);
                notAsked.Release(allocation, inventory);
            }

            Forget(work, allocation);
        }

        return null;
    }

    /// <summary>Ends an allocation in the ledger.</summary>
    public void Forget(InstanceWork work, AllocationRecord allocation)
    {
        End(work.Session, allocation);
        work.Note(ServiceEventKind.Released, allocation.Attribute, allocation.ResourceId, allocation.ReservationId);
    }

    /// <summary>Ends an allocation that belongs to no instance.</summary>
    public void End(IStoreSession session, AllocationRecord allocation) => numbers.Release(session, allocation);
}
