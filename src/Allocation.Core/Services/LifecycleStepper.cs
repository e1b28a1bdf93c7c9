using System.Text.Json.Nodes;
using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Moves one instance along its lifecycle within one transaction, as far as it gets without touching anything outside the
/// store. Numbers of our own pools are taken and given back in that transaction; anything else ends it as an
/// <see cref="ExternalStep"/>, so that what was done so far is written down before the outside is asked.
/// </summary>
internal sealed class LifecycleStepper(NumberAllocator numbers, TimeProvider clock)
{
    /// <summary>Goes on from where the instance is.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="definition">What the instance is.</param>
    /// <param name="instance">The instance as it is in the store, locked.</param>
    /// <param name="keepPartial">Whether a failed allocator rejects the instance, or undoes the transaction.</param>
    /// <exception cref="AllocatorFailure">An allocator failed and partial results are not kept.</exception>
    public Progress Advance(IStoreSession session, ServiceDefinition definition, ServiceInstance instance, bool keepPartial)
    {
        var taken = new List<string>();
        while (definition.Lifecycle.Next(instance.State) is { } edge)
        {
            if (definition.Lifecycle.State(instance.State).Releases && ReleaseOwn(session, definition, ref instance) is { } release)
                return Write(session, instance, release);

            if (edge.Validate)
            {
                try
                {
                    if (AllocateOwn(session, definition, ref instance, taken) is { } take) return Write(session, instance, take);
                }
                catch (AllocatorFailure failure) when (keepPartial)
                {
                    return Reject(session, definition, instance, failure.Attribute, failure.Cause);
                }
            }

            instance = Follow(definition.Lifecycle, instance, edge);
        }

        return Write(session, instance, null);
    }

    /// <summary>Takes the error edge of a validation that failed outside; what the instance has, it keeps.</summary>
    public Progress Reject(IStoreSession session, ServiceDefinition definition, ServiceInstance instance, string attribute, AllocationException cause)
    {
        var edge = definition.Lifecycle.Next(instance.State)!;
        var rejected = Move(definition.Lifecycle, instance, edge.Error!);
        var kept = new PartialOutcome([], Values(definition, rejected), []);
        return Write(session, rejected, null) with { Failure = new AllocationFailedException(instance.Name, attribute, kept, cause) };
    }

    /// <summary>Takes the edge of a request.</summary>
    /// <exception cref="IllegalTransitionException">The state has no such edge.</exception>
    public ServiceInstance Request(ServiceDefinition definition, ServiceInstance instance, TransferTrigger trigger)
    {
        var edge = definition.Lifecycle.On(instance.State, trigger) ?? throw new IllegalTransitionException(
            instance.Name,
            instance.State,
            trigger.ToString().ToLowerInvariant(),
            definition.Lifecycle.Transfers.Where(t => t.Source == instance.State).Select(t => $"{t.Trigger.ToString().ToLowerInvariant()} to {t.Target}").ToList());
        return Follow(definition.Lifecycle, instance, edge);
    }

    /// <summary>Writes a value that came from outside into the candidate set and the ledger.</summary>
    public ServiceInstance Record(IStoreSession session, ServiceInstance instance, AllocatorBinding binding, string pool, long number) =>
        Fill(instance, binding, numbers.Book(session, pool, number, LeaseOf(instance), binding.Attribute));

    /// <summary>Ends an allocation whose number was given back outside.</summary>
    public void Forget(IStoreSession session, AllocationRecord allocation) => numbers.Release(session, allocation);

    /// <summary>What an instance holds, for people, such as <c>north_vlan_id 100</c>.</summary>
    public static IReadOnlyList<string> Values(ServiceDefinition definition, ServiceInstance instance) =>
        definition.Allocators
            .Where(b => instance.Attributes.Has(b.Attribute))
            .Select(b => $"{b.Attribute} {instance.Attributes.Text(b.Attribute)}")
            .ToList();

    private ExternalStep? AllocateOwn(IStoreSession session, ServiceDefinition definition, ref ServiceInstance instance, List<string> taken)
    {
        // Those that ask for exactly one number first, or another one of the same service could take it from under them.
        var start = instance.Candidate!;
        foreach (var binding in definition.Allocators.OrderBy(b => start.Has(b.RequestAttribute) ? 0 : 1))
        {
            var attributes = instance.Candidate!;
            if (attributes.Has(binding.Attribute)) continue;
            var exactly = attributes.Number(binding.RequestAttribute);
            if (attributes.Text(binding.FileAttribute) is { } file)
            {
                var inventory = NumberInventories.Find(VlanPoolFile.PoolPrefix + file)!;
                var held = session.Allocations.ActiveIn(inventory.Pool, new NumberRange(0, long.MaxValue)).Select(a => a.Value!.Value).ToHashSet();
                return new ExternalTake(inventory, binding, exactly, held);
            }

            try
            {
                var record = numbers.Take(session, attributes.Text(binding.PoolAttribute)!, exactly, LeaseOf(instance), binding.Attribute);
                instance = Fill(instance, binding, record);
                taken.Insert(0, $"{binding.Attribute} {record.ResourceId}");
            }
            catch (AllocationException cause) when (cause is not StoreConflictException and not StoreUnavailableException)
            {
                throw new AllocatorFailure(instance.Name, binding.Attribute, [.. taken], [], cause);
            }
        }

        return null;
    }

    private ExternalStep? ReleaseOwn(IStoreSession session, ServiceDefinition definition, ref ServiceInstance instance)
    {
        // The latest first, as undoing goes.
        foreach (var allocation in session.Allocations.ActiveOf(instance.Id).Reverse())
        {
            if (NumberInventories.Find(allocation.Pool) is { } inventory) return new ExternalRelease(inventory, allocation);
            numbers.Release(session, allocation);
        }

        return null;
    }

    private static ServiceInstance Fill(ServiceInstance instance, AllocatorBinding binding, AllocationRecord record) => instance with
    {
        Candidate = instance.Candidate!.With(
            (binding.Attribute, JsonValue.Create(record.Value!.Value)),
            (binding.KeyAttribute, JsonValue.Create(record.ReservationId))),
    };

    private Progress Write(IStoreSession session, ServiceInstance instance, ExternalStep? next)
    {
        var written = instance with { UpdatedAt = clock.Now() };
        if (!session.Services.Update(written)) throw new StoreCorruptException(instance.Id, "the instance has gone in the middle of its transaction");
        return new Progress(written, next);
    }

    private static ServiceInstance Follow(Lifecycle lifecycle, ServiceInstance instance, Transfer edge)
    {
        var moved = Move(lifecycle, instance, edge.Target);
        return edge.Operation switch
        {
            SetOperation.Promote => moved with { Rollback = moved.Active, Active = moved.Candidate, Candidate = null },
            _ => moved,
        };
    }

    private static ServiceInstance Move(Lifecycle lifecycle, ServiceInstance instance, string state) =>
        instance with { State = state, Version = instance.Version + 1, Living = !lifecycle.State(state).Ended };

    private static Lease LeaseOf(ServiceInstance instance) => new(instance.Id, instance.Name, LeaseKind.Service);
}
