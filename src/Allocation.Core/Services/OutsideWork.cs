using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>The parts that deal with foreign inventories, put together once for all that need them.</summary>
internal sealed class OutsideWork
{
    public OutsideWork(IAllocationStore store, TimeProvider clock, IIdSource ids, LifecycleStepper stepper, InventoryDirectory directory)
    {
        Intents = new IntentLog(store, ids, clock);
        Detective = new IntentDetective(store, directory);
        Settler = new IntentSettler(store, directory, Intents, Detective, (session, intent, entry) => Adopt(session, stepper, intent, entry));
        Calls = new OutsideCalls(store, stepper, Intents, new LostCalls(Intents, Detective, Settler), Settler);
        Releases = new OutsideReleases(store, stepper, Intents, Calls);
        Forget = (session, allocation) =>
        {
            stepper.Forget(session, allocation);
            return true;
        };
    }

    /// <summary>Ends an allocation of one of our own pools.</summary>
    public Func<IStoreSession, Ledger.AllocationRecord, bool> Forget { get; }

    public IntentLog Intents { get; }

    public IntentDetective Detective { get; }

    public IntentSettler Settler { get; }

    public OutsideCalls Calls { get; }

    public OutsideReleases Releases { get; }

    /// <summary>The definition of an instance, or null when it is not known here.</summary>
    public static ServiceDefinition? DefinitionOf(ServiceInstance instance) =>
        instance.Definition == VlanServiceDefinition.Instance.Name ? VlanServiceDefinition.Instance : null;

    // A service that still lacks the value takes it; one that is being removed, or has another value by now, does not.
    private static bool Adopt(IStoreSession session, LifecycleStepper stepper, IntentRecord intent, InventoryEntry entry)
    {
        if (session.Services.Lock(intent.LeaseId) is not { Living: true, Candidate: { } candidate } instance || DefinitionOf(instance) is not { } definition) return false;
        if (definition.Lifecycle.State(instance.State).Releases || candidate.Has(intent.Attribute!)) return false;
        if (definition.Allocators.FirstOrDefault(b => b.Attribute == intent.Attribute) is not { } binding) return false;
        if (session.Allocations.FindActive(intent.Pool, Ledger.LedgerText.Of(entry.Number)) is not null) return false;
        return session.Services.Update(stepper.Record(session, instance, binding, intent, entry));
    }
}
