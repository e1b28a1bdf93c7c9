using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Takes numbers from foreign inventories. Every call stands between two transactions: the intent is committed before it,
/// the result after it. Better to leak than to double-allocate, and then find the leak: whatever ends in the middle leaves
/// its intent.
/// </summary>
internal sealed class ExternalCalls(ExternalWork external, IAllocationStore store, LifecycleStepper stepper,
    AllocationRunner runner, IntentRecovery recovery)
{
    private readonly UnknownOutcomes _lost = new(external.Intents, external.Inspector, recovery);

    /// <summary>Takes a number for an attribute and goes on from there.</summary>
    /// <param name="instance">The instance as it was when the intent was written.</param>
    /// <param name="take">The step.</param>
    /// <param name="attempt">Whether a failure rejects the instance, or is thrown.</param>
    /// <param name="cancellation">Breaks the call off.</param>
    /// <exception cref="AllocatorFailure">No number was got, or it was given back because it could not be written down.</exception>
    public StepResult Take(ServiceInstance instance, ExternalTake take, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var intent = take.Intent!;
        using var heartbeat = external.Intents.Hold(intent);
        InventoryEntry entry;
        var asked = intent;
        try
        {
            var inventory = Announced(take, intent, out asked, cancellation);
            entry = inventory.Allocate(Claim(intent, take, heartbeat, attempt), cancellation);
        }
        catch (AllocationException cause) when (cause is not InventoryFailedException { OutcomeUnknown: true })
        {
            // Who says why it refuses has taken nothing.
            return Refuse(instance, take, attempt, cause, []);
        }
        catch (OperationCanceledException)
        {
            external.Intents.TryDrop(intent);
            throw;
        }
        catch (InventoryFailedException cause) when (cause.InnerException is OperationCanceledException cancelled
            && cancellation.IsCancellationRequested)
        {
            _lost.Undo(take.Inventory, asked, heartbeat);
            throw new OperationCanceledException(cancelled.Message, cause, cancellation);
        }
        catch (InventoryFailedException cause) when (cause.Given is { } given)
        {
            // It says itself what it took.
            entry = new InventoryEntry(given.Number, given.Id, intent.Tag);
        }
        catch (AllocationException cause)
        {
            var (found, unsure) = _lost.Recover(asked, cause);
            if (found is null) return Refuse(instance, take, attempt, cause, unsure);
            entry = found;
        }

        return WriteDown(instance, take, heartbeat, entry, attempt);
    }

    /// <summary>The error for a call that came back after others had settled it.</summary>
    public static InventoryFailedException Overtaken(IntentRecord intent, string operation) =>
        new(intent.Pool, operation, "the call took so long that another process has settled it");

    // What is known before the call is written down, so that a crash leaves one candidate instead of all that others have. An
    // inventory that cannot list now may still allocate.
    private IInventory Announced(ExternalTake take, IntentRecord intent, out IntentRecord asked, CancellationToken cancellation)
    {
        string? before = null;
        asked = intent;
        if (IntentLog.NeedsList(take.Inventory, intent.Number))
        {
            try
            {
                before = external.Inspector.TakenByOthers(take.Inventory, cancellation);
            }
            catch (InventoryFailedException e)
            {
                InventoryNotices.Tell(
                    $"{intent.Pool} could not be listed before the call for '{intent.LeaseName}', so a crash would leave more than one " +
                    $"suspect: {e.Message}");
            }

            if (!take.Inventory.StartsPrograms) external.Intents.Begin(intent, take.Inventory, before);
        }

        // As it is known here, should others settle it meanwhile.
        if (intent.Call is not null) asked = intent with { Call = intent.Call with { Asked = true, Before = before } };
        return external.Intents.Announcing(take.Inventory, intent, before);
    }

    /// <summary>What the inventory is asked for.</summary>
    public InventoryClaim Claim(IntentRecord intent, ExternalTake take, IntentHeartbeat heartbeat, AllocationAttempt attempt) => new()
    {
        Tag = intent.Tag,
        OwnerName = intent.LeaseName,
        Exactly = take.Exactly,
        Planned = intent.Number,
        Confirm = number => !attempt.SpokenFor.Contains((intent.Pool, number)) && external.Intents.Confirm(intent, heartbeat, number),
    };

    private StepResult Refuse(ServiceInstance instance, ExternalTake take, AllocationAttempt attempt, AllocationException cause,
        IReadOnlyList<string> unsure)
    {
        if (unsure.Count == 0) external.Intents.TryDrop(take.Intent!);
        return external.Fail(instance, attempt,
            new AllocatorFailure(instance.Name, take.Call.Name, [], [.. unsure.Select(text => $"{take.Call.Name} ({text})")], cause));
    }

    // From here on the number is ours outside: it is written down whatever is cancelled meanwhile, or given back.
    private StepResult WriteDown(ServiceInstance instance, ExternalTake take, IntentHeartbeat heartbeat, InventoryEntry entry,
        AllocationAttempt attempt)
    {
        var (surplus, claim) = (false, Standing.Ours);
        StepResult step;
        try
        {
            step = store.Run(session =>
            {
                (surplus, claim) = (false, Standing.Overtaken);
                var intent = IntentLog.Ours(session, take.Intent!) ?? throw Overtaken(take.Intent!, "allocate");
                claim = Standing.Contested;
                RefuseHeld(session, intent, take.Inventory, entry);
                claim = Standing.Ours;
                RefuseOther(take, entry);
                var work = external.Open(session, instance.Definition, instance.Id, attempt);
                surplus = work.Instance.State != instance.State || work.Validated is not { } values
                    || take.Call.Write(take.Call.Binding.Attribute!, null).IsIn(values.Root);
                if (surplus) return stepper.Advance(work);
                session.Intents.Remove(intent.Id);
                runner.Record(work, take.Call, intent, entry);
                return stepper.Advance(work);
            });
        }
        catch (AllocatorFailure failure)
        {
            var number = TryGiveBack(take, heartbeat, entry, claim);
            if (number.Failure is not null && TryKeep(instance, take, entry))
                throw new AllocatorFailure(instance.Name, failure.Attribute, failure.Taken, [], failure.Cause);
            throw Undone(instance, take, failure.Attribute, failure.Taken, failure.Cause, number);
        }
        catch (AllocationException cause)
        {
            var failure = Undone(instance, take, take.Call.Name, [], cause,
                TryGiveBack(take, heartbeat, entry, cause is StoreUnavailableException ? Standing.Ours : claim));
            if (attempt.KeepPartial) throw failure.ToError([], []);
            throw failure;
        }
        catch (Exception cause)
        {
            if (TryGiveBack(take, heartbeat, entry, Standing.Ours).Failure is { } also) throw new AggregateException(cause, also);
            throw;
        }

        if (surplus) recovery.GiveBack(take.Inventory, take.Intent!, heartbeat, entry);
        return step;
    }

    /// <summary>An inventory that gives what the ledger has already must not be believed; unless it got that number back, and the answer
    /// was lost.</summary>
    /// <exception cref="InventoryFailedException">The number is held, or is being given back by another call.</exception>
    public void RefuseHeld(IStoreSession session, IntentRecord intent, IInventory inventory, InventoryEntry entry)
    {
        if (session.Allocations.FindActive(intent.Pool, LedgerText.Of(entry.Number)) is { } holder
            && !external.EndLostRelease(session, intent, inventory, holder))
        {
            var advice = holder.LeaseId == intent.LeaseId ? " already: it must distinguish claims by their key" : "";
            throw new InventoryFailedException(intent.Pool, "allocate",
                $"it gave {entry.Number}, which '{holder.LeaseName}' holds{advice}");
        }

        if (!external.Intents.Outlived(session, intent, entry.Number))
            throw new InventoryFailedException(intent.Pool, "allocate",
                $"it gave {entry.Number}, which another call gives back at this moment");
    }

    // It is given back: whoever asked for one number has no use for another.
    private static void RefuseOther(ExternalTake take, InventoryEntry entry)
    {
        if (take.Exactly is { } wanted && entry.Number != wanted)
            throw InventoryFailedException.Other(take.Inventory.Pool, wanted, entry.Number, entry.Id);
    }

    private static AllocatorFailure Undone(ServiceInstance instance, ExternalTake take, string failed, IReadOnlyList<string> taken,
        Exception cause, Undoing number) => new(
        instance.Name,
        failed,
        number.Released is { } released ? [.. taken, $"{take.Call.Name} {released}"] : taken,
        number.Stuck is { } stuck ? [$"{take.Call.Name} {stuck}"] : [],
        cause);

    // A later allocator failed, and what this one took cannot be given back: then the service has it, so that undoing the
    // service gives it back, or leaves it where the next removal tries again. False when the intent stays the only trace.
    private bool TryKeep(ServiceInstance instance, ExternalTake take, InventoryEntry entry)
    {
        try
        {
            return store.Run(session =>
            {
                if (session.Intents.Lock(take.Intent!.Id) is not { State: IntentState.Waiting, Purpose: IntentPurpose.GiveBack } intent)
                    return false;
                if (session.Allocations.FindActive(intent.Pool, LedgerText.Of(entry.Number)) is not null) return false;
                var work = external.Open(session, instance.Definition, instance.Id, new AllocationAttempt(keepPartial: true));
                if (work.Instance.State != instance.State || work.Instance.Version != instance.Version) return false;
                session.Intents.Remove(intent.Id);
                runner.Record(work, take.Call, intent, entry);
                stepper.Write(work, null);
                return true;
            });
        }
        catch (AllocationException also)
        {
            InventoryNotices.Tell($"{entry.Number} of {take.Intent!.Pool} could not be written down for '{instance.Name}': {also.Message}");
            return false;
        }
    }

    // The number could not be written down, so it must not stay taken; should that fail too, both failures are reported.
    private Undoing TryGiveBack(ExternalTake take, IntentHeartbeat heartbeat, InventoryEntry entry, Standing claim)
    {
        try
        {
            if (claim == Standing.Overtaken) return GiveBackOvertaken(take, entry);
            if (claim == Standing.Ours || take.Inventory.Kind != InventoryKind.ByValue)
                return GiveBack(take, take.Intent!, heartbeat, entry);
            return external.Intents.LeaveToOthers(take.Intent!, entry.Number) ? Suspected(take, entry) : default;
        }
        catch (AllocationException also)
        {
            return new(null, $"{entry.Number} ({also.Message})", also);
        }
    }

    /// <summary>Gives back what a call took together with others that cannot be written down; what a person should know when that
    /// fails.</summary>
    public string? Undo(ExternalTake take, IntentHeartbeat heartbeat, InventoryEntry entry) =>
        TryGiveBack(take, heartbeat, entry, StandingOf(take, entry)).Stuck is { } stuck ? $"{take.Call.Name} {stuck}" : null;

    private Standing StandingOf(ExternalTake take, InventoryEntry entry)
    {
        var intent = take.Intent!;
        try
        {
            if (!external.Intents.IsStillOurs(intent)) return Standing.Overtaken;
            return store.Read(session => LedgerGuard.Holder(session, intent.Pool, entry) is not null
                || session.Intents.Naming(intent.Pool, entry.Number).Any(i => i.Id != intent.Id && !i.IsDismissed))
                ? Standing.Contested
                : Standing.Ours;
        }
        catch (StoreUnavailableException)
        {
            return Standing.Ours;
        }
    }

    private Undoing GiveBack(ExternalTake take, IntentRecord intent, IntentHeartbeat heartbeat, InventoryEntry entry) =>
        recovery.GiveBack(take.Inventory, intent, heartbeat, entry) == GivenBack.Freed
            ? new(LedgerText.Of(entry.Number), null, null)
            : default;

    // Others took the call for dead and settled it. By owner and by id the number can only be ours, unless the ledger has it; the
    // bare number may have been freed meanwhile and taken by another program, so a person decides.
    private Undoing GiveBackOvertaken(ExternalTake take, InventoryEntry entry)
    {
        if (external.Intents.Reclaim(take.Intent!, entry) is not { } again) return default;
        using var heartbeat = external.Intents.Hold(again);
        if (take.Inventory.Kind != InventoryKind.ByValue) return GiveBack(take, again, heartbeat, entry);
        external.Intents.Suspect(again, "the call came back after another process had settled it");
        return Suspected(take, entry);
    }

    private static Undoing Suspected(ExternalTake take, InventoryEntry entry) =>
        new(null, $"{entry.Number} ({take.Inventory.Pool} may still have it as taken; it stays as a suspect)", null);

    // Whose a number is that an inventory has just given.
    private enum Standing
    {
        Ours,
        Contested,
        Overtaken,
    }

    // What became of a number that could not be written down, for the message; nothing is said of one that was left.
    private readonly record struct Undoing(string? Released, string? Stuck, AllocationException? Failure);
}
