using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Announces the calls to foreign inventories, and takes numbers from them. Every call stands between two transactions: the
/// intent is committed before it, the result after it. Better to leak than to double-allocate, and then find the leak:
/// whatever ends in the middle leaves its intent.
/// </summary>
internal sealed class OutsideCalls(IAllocationStore store, LifecycleStepper stepper, IntentLog intents, LostCalls lost, IntentSettler settler)
{
    /// <summary>Adds the intent of the next call to the transaction that leads up to it.</summary>
    public Progress Announce(IStoreSession session, Progress progress) => progress.Next switch
    {
        ExternalTake take => progress with { Next = take with { Intent = intents.Take(session, take.Inventory, LifecycleStepper.LeaseOf(progress.Instance), take.Binding.Attribute, take.Exactly) } },
        ExternalRelease release => progress with { Next = release with { Intent = intents.Release(session, release.Allocation) } },
        _ => progress,
    };

    /// <summary>Takes back the announcement of a call that is not made.</summary>
    public void Abandon(ExternalStep step)
    {
        using var hold = intents.Hold(step.Intent!);
        intents.Drop(step.Intent!);
    }

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
        catch (AllocationException cause) when (cause is not InventoryFailedException { OutcomeUnknown: true })
        {
            // Who says why it refuses has taken nothing.
            return Refuse(definition, instance, take, keepPartial, cause, []);
        }
        catch (OperationCanceledException)
        {
            intents.TryDrop(intent);
            throw;
        }
        catch (InventoryFailedException cause) when (cause.InnerException is OperationCanceledException cancelled && cancellation.IsCancellationRequested)
        {
            lost.Undo(take.Inventory, intent, hold);
            throw new OperationCanceledException(cancelled.Message, cause, cancellation);
        }
        catch (AllocationException cause)
        {
            var (found, unsure) = lost.Recover(intent, cause);
            if (found is null) return Refuse(definition, instance, take, keepPartial, cause, unsure);
            entry = found;
        }

        return WriteDown(definition, instance, take, hold, entry, keepPartial);
    }

    private InventoryClaim Claim(IntentRecord intent, ExternalTake take, IntentHold hold) => new()
    {
        Tag = intent.Tag,
        OwnerName = intent.LeaseName,
        Exactly = take.Exactly,
        Planned = intent.Number,
        Confirm = number => intents.Confirm(intent, hold, number),
    };

    private Progress Refuse(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, bool keepPartial, AllocationException cause, IReadOnlyList<string> unsure)
    {
        string[] stuck = [.. unsure.Select(text => $"{take.Binding.Attribute} ({text})")];
        if (!keepPartial)
        {
            if (stuck.Length == 0) intents.TryDrop(take.Intent!);
            throw new AllocatorFailure(instance.Name, take.Binding.Attribute, [], stuck, cause);
        }

        return store.Run(session =>
        {
            if (stuck.Length == 0 && IntentLog.Ours(session, take.Intent!) is not null) session.Intents.Remove(take.Intent!.Id);
            return stepper.Reject(session, definition, LockLiving(session, instance), take.Binding.Attribute, cause, stuck);
        });
    }

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private Progress WriteDown(ServiceDefinition definition, ServiceInstance instance, ExternalTake take, IntentHold hold, InventoryEntry entry, bool keepPartial)
    {
        var (surplus, isOurs) = (false, true);
        Progress progress;
        try
        {
            progress = store.Run(session =>
            {
                (surplus, isOurs) = (false, false);
                var intent = IntentLog.Ours(session, take.Intent!) ?? throw Overtaken(take.Intent!, "allocate");
                RefuseHeld(session, intent, entry);
                isOurs = true;
                var current = LockLiving(session, instance);
                surplus = current.State != instance.State || current.Candidate!.Has(take.Binding.Attribute);
                if (surplus) return Announce(session, stepper.Advance(session, definition, current, keepPartial));
                session.Intents.Remove(intent.Id);
                return Announce(session, stepper.Advance(session, definition, stepper.Record(session, current, take.Binding, intent, entry), keepPartial));
            });
        }
        catch (AllocatorFailure failure)
        {
            throw Undone(instance, take, failure.Attribute, failure.Taken, failure.Cause, TryGiveBack(take, hold, entry, isOurs), entry);
        }
        catch (AllocationException cause)
        {
            var failure = Undone(instance, take, take.Binding.Attribute, [], cause, TryGiveBack(take, hold, entry, isOurs || cause is StoreUnavailableException), entry);
            if (keepPartial) throw failure.ToError([], []);
            throw failure;
        }
        catch (Exception cause)
        {
            if (TryGiveBack(take, hold, entry, isOurs: true) is { } also) throw new AggregateException(cause, also);
            throw;
        }

        if (surplus) settler.GiveBack(take.Inventory, take.Intent!, hold, entry);
        return progress;
    }

    // An inventory that gives what the ledger has already must not be believed.
    private static void RefuseHeld(IStoreSession session, IntentRecord intent, InventoryEntry entry)
    {
        if (session.Allocations.FindActive(intent.Pool, LedgerText.Of(entry.Number)) is { } holder)
            throw new InventoryFailedException(intent.Pool, "allocate", $"it gave {entry.Number}, which '{holder.LeaseName}' holds");
    }

    private static AllocatorFailure Undone(
        ServiceInstance instance,
        ExternalTake take,
        string failed,
        IReadOnlyList<string> taken,
        AllocationException cause,
        AllocationException? also,
        InventoryEntry entry)
    {
        var value = $"{take.Binding.Attribute} {entry.Number}";
        return also is null
            ? new AllocatorFailure(instance.Name, failed, [.. taken, value], [], cause)
            : new AllocatorFailure(instance.Name, failed, taken, [$"{value} ({also.Message})"], cause);
    }

    // The number could not be written down, so it must not stay taken; should that fail too, both failures are told. By
    // value, a number that somebody else holds is not ours to free.
    private AllocationException? TryGiveBack(ExternalTake take, IntentHold hold, InventoryEntry entry, bool isOurs)
    {
        try
        {
            if (isOurs || take.Inventory.Kind != InventoryKind.ByValue) settler.GiveBack(take.Inventory, take.Intent!, hold, entry);
            else intents.TryDrop(take.Intent!);
            return null;
        }
        catch (AllocationException also)
        {
            return also;
        }
    }

    /// <summary>The error for a call that came back after others had settled it.</summary>
    public static InventoryFailedException Overtaken(IntentRecord intent, string operation) =>
        new(intent.Pool, operation, "the call took so long that another process has settled it meanwhile");

    /// <summary>The instance, locked, if it still lives.</summary>
    /// <exception cref="ServiceNotFoundException">It was removed meanwhile.</exception>
    public static ServiceInstance LockLiving(IStoreSession session, ServiceInstance instance) =>
        session.Services.Lock(instance.Id) is { Living: true } current ? current : throw new ServiceNotFoundException(instance.Definition, instance.Id);
}
