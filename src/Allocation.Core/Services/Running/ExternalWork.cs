using Allocation.Core.Allocating;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>What calls at external inventories mean for instances: how one is opened, fails, takes a number or loses it.</summary>
internal sealed class ExternalWork
{
    private readonly IAllocationStore _store;
    private readonly LifecycleStepper _stepper;
    private readonly AllocationRunner _runner;
    private readonly InstanceReleaser _releaser;
    private readonly DefinitionLibrary _definitions;
    private readonly InventoryDirectory _inventories;

    public ExternalWork(
        IAllocationStore store,
        LifecycleStepper stepper,
        AllocationRunner runner,
        InstanceReleaser releaser,
        DefinitionLibrary definitions,
        IntentLog intents,
        InventoryDirectory inventories,
        TimeProvider clock)
    {
        (_store, _stepper, _runner, _releaser, _definitions, _inventories, Intents) =
            (store, stepper, runner, releaser, definitions, inventories, intents);
        Inspector = new IntentInspector(store, inventories, clock);
    }

    public IntentLog Intents { get; }

    public IntentInspector Inspector { get; }

    /// <summary>The living instance, locked for this transaction, with the definition it was last validated with.</summary>
    /// <exception cref="ServiceNotFoundException">There is none.</exception>
    public InstanceWork Open(IStoreSession session, string definition, string id, AllocationAttempt attempt) =>
        session.Services.Lock(id) is var found && found is { Living: true } && found.Definition == definition
            ? new InstanceWork(session, _definitions.Of(session, found), found, attempt)
            : throw EndedServices.NotFound(definition, id, found);

    /// <summary>The definition that an instance was last validated with.</summary>
    public ServiceDefinition DefinitionOf(ServiceInstance instance) =>
        _definitions.Known(instance) ?? _store.Read(session => _definitions.Of(session, instance));

    /// <summary>Rejects the instance when partial results are kept; otherwise throws the failure on.</summary>
    public StepResult Fail(ServiceInstance instance, AllocationAttempt attempt, AllocatorFailure failure)
    {
        if (!attempt.KeepPartial) throw failure;
        return _store.Run(session =>
        {
            var work = Open(session, instance.Definition, instance.Id, attempt);
            return work.Instance.State == instance.State
                ? _stepper.Reject(work, failure.Attribute, failure.Cause, failure.Stuck)
                : _stepper.Advance(work);
        });
    }

    /// <summary>Takes back the announcement of a call that is not made.</summary>
    public void Abandon(ExternalStep step)
    {
        var intents = step.Match(take => take.Also.Select(also => also.Intent).Prepend(take.Intent), release => [release.Intent], _ => [])
            .OfType<IntentRecord>().ToList();
        if (intents.Count == 0) return;
        using var heartbeat = Intents.Hold(intents);
        Intents.DropAll(intents);
    }

    /// <summary>Ends an allocation of one of our own pools.</summary>
    public bool End(IStoreSession session, Ledger.AllocationRecord allocation)
    {
        _releaser.End(session, allocation);
        return true;
    }

    /// <summary>
    /// Ends a line of the ledger whose release failed without saying whether the number was freed, because the inventory has
    /// just given that number: it was free. False when no such release is known. An inventory that finds by owner may give a
    /// lease again what it has, so then its own release proves nothing.
    /// </summary>
    public bool EndLostRelease(IStoreSession session, IntentRecord intent, IInventory inventory, Ledger.AllocationRecord holder)
    {
        if (holder.LeaseId == intent.LeaseId && inventory.CanFind) return false;
        if (Intents.LostRelease(session, holder) is not { } lost) return false;
        session.Intents.Remove(lost.Id);
        return Forget(session, holder);
    }

    /// <summary>Ends a line of the ledger without asking its inventory.</summary>
    public bool Forget(IStoreSession session, Ledger.AllocationRecord holder)
    {
        if (session.Services.Lock(holder.LeaseId) is not { Living: true } instance) return End(session, holder);
        var work = new InstanceWork(session, _definitions.Of(session, instance), instance, new AllocationAttempt(keepPartial: true));
        _releaser.Forget(work, holder);
        _stepper.Write(work, null);
        return true;
    }

    /// <summary>A service that still lacks the value takes it; one that is being removed, or has another value by now, does not.</summary>
    public bool Adopt(IStoreSession session, IntentRecord intent, InventoryEntry entry)
    {
        if (session.Allocations.FindActive(intent.Pool, Ledger.LedgerText.Of(entry.Number)) is { } holder
            && !EndLostRelease(session, intent, _inventories.Find(session, intent.Pool)!, holder))
        {
            return false;
        }
        if (session.Services.Lock(intent.LeaseId) is not { Living: true } instance) return false;
        var work = new InstanceWork(session, _definitions.Of(session, instance), instance, new AllocationAttempt(keepPartial: true));
        if (work.Validated is not { } candidate || work.State.Releases || work.Lifecycle.IsEnding(instance.State)) return false;
        var call = new AllocationWalk(work.Definition, candidate.Copy(), instance.Active).Calls()
            .FirstOrDefault(c => c.Attribute?.ToString() == intent.Attribute);
        if (call is null || call.Write(call.Binding.Attribute!, null).IsIn(candidate.Root)) return false;
        _runner.Record(work, call, intent, entry);
        _stepper.Write(work, null);
        return true;
    }
}
