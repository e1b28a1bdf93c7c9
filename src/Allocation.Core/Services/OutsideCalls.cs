using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// The calls to foreign inventories, each between two transactions: the intent is committed before it, the result after
/// it. Better to leak than to double-allocate, and then find the leak: whatever ends in the middle leaves its intent.
/// </summary>
internal sealed class OutsideCalls(IAllocationStore store, LifecycleStepper stepper, IntentLog intents, IntentDetective detective, IntentSettler settler)
{
    /// <summary>Adds the intent of the next call to the transaction that leads up to it.</summary>
    public Progress Announce(IStoreSession session, Progress progress) => progress.Next switch
    {
        ExternalTake take => progress with { Next = take with { Intent = intents.Take(session, take.Inventory, LifecycleStepper.LeaseOf(progress.Instance), take.Binding.Attribute, take.Exactly) } },
        ExternalRelease release => progress with { Next = release with { Intent = intents.Release(session, release.Allocation) } },
        _ => progress,
    };

    /// <summary>Takes a number for an attribute and goes on from there.</summary>
    /// <param name="definition">What the instance is.</param>
    /// <param name="instance">The instance as it was when the intent was written.</param>
    /// <param name="take">The step.</param>
    /// <param name="keepPartial">Whether a failure rejects the instance, or is thrown.</param>
    /// <param name="cancellation">Breaks the call off.</param>
    /// <exception cref="AllocatorFailure">No number was got, or it was given back because it could not be written down.</exception>
    public Progress Take(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, bool keepPartial, CancellationToken cancellation)
    {
        var intent = take.Intent!;
        using var hold = intents.Hold(intent);
        InventoryEntry entry;
        try
        {
            entry = take.Inventory.Allocate(Claim(intent, take, hold), cancellation);
        }
        catch (AllocationException cause) when (TookNothing(cause))
        {
            return Refuse(definition, instance, take, keepPartial, cause);
        }
        catch (Exception cause) when (cause is AllocationException or OperationCanceledException)
        {
            if (Recover(instance, take, cause) is not { } found) return Refuse(definition, instance, take, keepPartial, (AllocationException)cause);
            entry = found;
        }

        return WriteDown(definition, instance, take, entry, keepPartial);
    }

    /// <summary>Gives the number of an allocation back and goes on from there.</summary>
    /// <exception cref="ReleaseFailedException">The inventory failed; the instance stays as it is, and the call is tried again later.</exception>
    public Progress Release(ServiceDefinition definition, ServiceInstance instance, ExternalRelease release, CancellationToken cancellation)
    {
        var intent = release.Intent!;
        using var hold = intents.Hold(intent);
        bool known;
        try
        {
            known = release.Inventory.Free(Holding(intent), () => intents.IsStillOurs(intent), cancellation);
        }
        catch (AllocationException cause)
        {
            intents.Defer(intent, cause.Message);
            throw new ReleaseFailedException(instance.Name, [$"{release.Allocation.Attribute} {release.Allocation.ResourceId} ({cause.Message})"], cause);
        }
        catch (OperationCanceledException)
        {
            intents.Defer(intent, "the call was broken off");
            throw;
        }

        var progress = store.Run(session => EndRelease(session, definition, instance, intent));
        if (!known) InventoryNotices.Tell($"{intent.Pool} did not know {intent.Number} of '{intent.LeaseName}' as taken any more; it counts as given back.");
        return progress;
    }

    /// <summary>Takes back the announcement of a call that is not made.</summary>
    public void Abandon(ExternalStep step) => intents.Drop(step.Intent!);

    private static InventoryEntry Holding(IntentRecord intent) => new(intent.Number!.Value, intent.Handle, intent.Tag);

    // An inventory that says why it refuses has taken nothing.
    private static bool TookNothing(AllocationException cause) => cause is not InventoryFailedException { OutcomeUnknown: true };

    private InventoryClaim Claim(IntentRecord intent, ExternalTake take, IntentHold hold) => new()
    {
        Tag = intent.Tag,
        OwnerName = intent.LeaseName,
        Exactly = take.Exactly,
        Planned = intent.Number,
        Confirm = number => intents.Confirm(intent, hold, number),
    };

    private Progress Refuse(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, bool keepPartial, AllocationException cause)
    {
        if (keepPartial)
        {
            return store.Run(session =>
            {
                if (IntentLog.Ours(session, take.Intent!) is not null) session.Intents.Remove(take.Intent!.Id);
                return stepper.Reject(session, definition, LockLiving(session, instance), take.Binding.Attribute, cause);
            });
        }

        intents.Drop(take.Intent!);
        throw new AllocatorFailure(instance.Name, take.Binding.Attribute, [], [], cause);
    }

    // The call failed in a way that leaves open what it did. Null: it did nothing. What stays unknown keeps its intent.
    private InventoryEntry? Recover(ServiceInstance instance, ExternalTake take, Exception cause)
    {
        IntentFinding finding;
        try
        {
            finding = detective.Examine(Refreshed(take.Intent!), CancellationToken.None);
        }
        catch (AllocationException also)
        {
            intents.Defer(take.Intent!, $"{cause.Message} And asking what became of it failed: {also.Message}");
            throw Unknown(instance, take, cause, "it is asked again later");
        }

        switch (finding.Certainty)
        {
            case Certainty.Sure when cause is OperationCanceledException:
                settler.GiveBack(take.Inventory, take.Intent!, finding.Entries[0]);
                throw cause;
            case Certainty.Sure:
                return finding.Entries[0];
            case Certainty.Nothing when cause is OperationCanceledException:
                intents.Drop(take.Intent!);
                throw cause;
            case Certainty.Nothing:
                return null;
            default:
                intents.Suspect(take.Intent!, cause.Message);
                throw Unknown(instance, take, cause, "Get-AllocationLeak shows it");
        }
    }

    private IntentRecord Refreshed(IntentRecord intent) => store.Read(session => session.Intents.Find(intent.Id)) ?? intent;

    private static Exception Unknown(ServiceInstance instance, ExternalTake take, Exception cause, string remedy) => cause is AllocationException known
        ? new AllocatorFailure(instance.Name, take.Binding.Attribute, [], [$"{take.Binding.Attribute} (a number of {take.Inventory.Pool} may have been taken; {remedy})"], known)
        : cause;

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private Progress WriteDown(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, InventoryEntry entry, bool keepPartial)
    {
        var surplus = false;
        Progress progress;
        try
        {
            progress = store.Run(session =>
            {
                surplus = false;
                if (IntentLog.Ours(session, take.Intent!) is not { } intent)
                    throw new InventoryFailedException(take.Inventory.Pool, "allocate", "it took so long that another process has settled the call meanwhile");
                var current = LockLiving(session, instance);
                RefuseHeld(session, intent, entry);
                surplus = current.State != instance.State || current.Candidate!.Has(take.Binding.Attribute);
                if (surplus) return Announce(session, stepper.Advance(session, definition, current, keepPartial));
                session.Intents.Remove(intent.Id);
                return Announce(session, stepper.Advance(session, definition, stepper.Record(session, current, take.Binding, intent, entry), keepPartial));
            });
        }
        catch (AllocatorFailure failure)
        {
            throw Undone(instance, take, entry, failure.Attribute, failure.Taken, failure.Cause);
        }
        catch (AllocationException cause)
        {
            throw Undone(instance, take, entry, take.Binding.Attribute, [], cause);
        }

        if (surplus) settler.GiveBack(take.Inventory, take.Intent!, entry);
        return progress;
    }

    // An inventory that gives what the ledger has already must not be believed; and by value that number is not ours to free.
    private static void RefuseHeld(IStoreSession session, IntentRecord intent, InventoryEntry entry)
    {
        if (session.Allocations.FindActive(intent.Pool, Ledger.LedgerText.Of(entry.Number)) is { } holder)
            throw new InventoryFailedException(intent.Pool, "allocate", $"it gave {entry.Number}, which '{holder.LeaseName}' holds");
    }

    // The number could not be written down, so it must not stay taken; should that fail too, both failures are told.
    private AllocatorFailure Undone(ServiceInstance instance, ExternalTake take, InventoryEntry entry, string failed, IReadOnlyList<string> taken, AllocationException cause)
    {
        var value = $"{take.Binding.Attribute} {entry.Number}";
        try
        {
            settler.GiveBack(take.Inventory, take.Intent!, entry);
            return new AllocatorFailure(instance.Name, failed, [.. taken, value], [], cause);
        }
        catch (AllocationException also)
        {
            return new AllocatorFailure(instance.Name, failed, taken, [$"{value} ({also.Message})"], cause);
        }
    }

    private Progress EndRelease(IStoreSession session, ServiceDefinition definition, ServiceInstance instance, IntentRecord intent)
    {
        if (IntentLog.Ours(session, intent) is null)
            throw new InventoryFailedException(intent.Pool, "free", "it took so long that another process has taken the call over");
        var current = LockLiving(session, instance);
        session.Intents.Remove(intent.Id);
        if (session.Allocations.Find(intent.ReservationId!) is { State: Ledger.AllocationState.Active } held) stepper.Forget(session, held);
        return Announce(session, stepper.Advance(session, definition, current, keepPartial: true));
    }

    private static ServiceInstance LockLiving(IStoreSession session, ServiceInstance instance) =>
        session.Services.Lock(instance.Id) is { Living: true } current ? current : throw new ServiceNotFoundException(instance.Definition, instance.Id);
}
