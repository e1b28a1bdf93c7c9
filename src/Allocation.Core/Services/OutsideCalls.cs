using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services;

/// <summary>
/// Takes numbers from foreign inventories. Every call stands between two transactions: the intent is committed before it,
/// the result after it. Better to leak than to double-allocate, and then find the leak: whatever ends in the middle leaves
/// its intent.
/// </summary>
internal sealed class OutsideCalls(OutsideWork outside, IAllocationStore store, LifecycleStepper stepper, AllocationRunner runner, LostCalls lost)
{
    /// <summary>Takes a number for an attribute and goes on from there.</summary>
    /// <param name="instance">The instance as it was when the intent was written.</param>
    /// <param name="take">The step.</param>
    /// <param name="attempt">Whether a failure rejects the instance, or is thrown.</param>
    /// <param name="cancellation">Breaks the call off.</param>
    /// <exception cref="AllocatorFailure">No number was got, or it was given back because it could not be written down.</exception>
    public Progress Take(ServiceInstance instance, ExternalTake take, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var intent = take.Intent!;
        using var hold = outside.Intents.Hold(intent);
        InventoryEntry entry;
        try
        {
            entry = take.Inventory.Allocate(Claim(intent, take, hold, attempt), cancellation);
        }
        catch (AllocationException cause) when (cause is not InventoryFailedException { OutcomeUnknown: true })
        {
            // Who says why it refuses has taken nothing.
            return Refuse(instance, take, attempt, cause, []);
        }
        catch (OperationCanceledException)
        {
            outside.Intents.TryDrop(intent);
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
            if (found is null) return Refuse(instance, take, attempt, cause, unsure);
            entry = found;
        }

        return WriteDown(instance, take, hold, entry, attempt);
    }

    /// <summary>The error for a call that came back after others had settled it.</summary>
    public static InventoryFailedException Overtaken(IntentRecord intent, string operation) =>
        new(intent.Pool, operation, "the call took so long that another process has settled it meanwhile");

    private InventoryClaim Claim(IntentRecord intent, ExternalTake take, IntentHold hold, AllocationAttempt attempt) => new()
    {
        Tag = intent.Tag,
        OwnerName = intent.LeaseName,
        Exactly = take.Exactly,
        Planned = intent.Number,
        Confirm = number => !attempt.SpokenFor.Contains((intent.Pool, number)) && outside.Intents.Confirm(intent, hold, number),
    };

    private Progress Refuse(ServiceInstance instance, ExternalTake take, AllocationAttempt attempt, AllocationException cause, IReadOnlyList<string> unsure)
    {
        if (unsure.Count == 0) outside.Intents.TryDrop(take.Intent!);
        return outside.Fail(instance, attempt, new AllocatorFailure(instance.Name, take.Call.Name, [], [.. unsure.Select(text => $"{take.Call.Name} ({text})")], cause));
    }

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private Progress WriteDown(ServiceInstance instance, ExternalTake take, IntentHold hold, InventoryEntry entry, AllocationAttempt attempt)
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
                var work = outside.Open(session, instance.Definition, instance.Id, attempt);
                surplus = work.Instance.State != instance.State || take.Call.Write(take.Call.Binding.Attribute!, null).IsIn(work.Instance.Candidate!.Root);
                if (surplus) return stepper.Advance(work);
                session.Intents.Remove(intent.Id);
                runner.Record(work, take.Call, intent, entry);
                return stepper.Advance(work);
            });
        }
        catch (AllocatorFailure failure)
        {
            throw Undone(instance, take, failure.Attribute, failure.Taken, failure.Cause, TryGiveBack(take, hold, entry, isOurs), entry);
        }
        catch (AllocationException cause)
        {
            var failure = Undone(instance, take, take.Call.Name, [], cause, TryGiveBack(take, hold, entry, isOurs || cause is StoreUnavailableException), entry);
            if (attempt.KeepPartial) throw failure.ToError([], []);
            throw failure;
        }
        catch (Exception cause)
        {
            if (TryGiveBack(take, hold, entry, isOurs: true) is { } also) throw new AggregateException(cause, also);
            throw;
        }

        if (surplus) outside.Settler.GiveBack(take.Inventory, take.Intent!, hold, entry, late: false);
        return progress;
    }

    // An inventory that gives what the ledger has already must not be believed.
    private void RefuseHeld(IStoreSession session, IntentRecord intent, InventoryEntry entry)
    {
        if (session.Allocations.FindActive(intent.Pool, LedgerText.Of(entry.Number)) is { } holder)
            throw new InventoryFailedException(intent.Pool, "allocate", $"it gave {entry.Number}, which '{holder.LeaseName}' holds");
        if (!outside.Intents.Outlived(session, intent, entry.Number))
            throw new InventoryFailedException(intent.Pool, "allocate", $"it gave {entry.Number}, which another call gives back at this moment");
    }

    private static AllocatorFailure Undone(ServiceInstance instance, ExternalTake take, string failed, IReadOnlyList<string> taken, Exception cause, AllocationException? also, InventoryEntry entry)
    {
        var value = $"{take.Call.Name} {entry.Number}";
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
            if (isOurs || take.Inventory.Kind != InventoryKind.ByValue) outside.Settler.GiveBack(take.Inventory, take.Intent!, hold, entry, late: false);
            else outside.Intents.LeaveToOthers(take.Intent!, entry.Number);
            return null;
        }
        catch (AllocationException also)
        {
            return also;
        }
    }
}
