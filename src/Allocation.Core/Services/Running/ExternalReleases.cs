using Allocation.Core.Allocating;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Services.Running;

/// <summary>
/// Gives numbers back to foreign inventories: the ledger's line is marked by an intent, the inventory is called, the line
/// ends. No other process frees a number while its intent is in flight, and by the bare number only what the ledger had as this
/// lease's when the intent was written.
/// </summary>
internal sealed class ExternalReleases(ExternalWork external, IAllocationStore store, LifecycleStepper stepper, InstanceReleaser releaser)
{
    /// <summary>Gives the number of an allocation back and goes on from there.</summary>
    /// <exception cref="ReleaseFailedException">The inventory failed; the instance keeps its state, and the call is tried again
    /// later.</exception>
    public StepResult Release(ServiceInstance instance, ExternalRelease release, AllocationAttempt attempt, CancellationToken cancellation)
    {
        var intent = release.Intent!;
        using var heartbeat = external.Intents.Hold(intent);
        bool known;
        try
        {
            RefuseInexact(release, intent);
            known = external.Intents.Announcing(release.Inventory, intent)
                .Free(new InventoryEntry(intent.Number!.Value, intent.Handle, intent.Tag),
                () => external.Intents.IsStillOurs(intent, heartbeat), cancellation);
        }
        catch (AllocationException) when (!external.Intents.IsStillOurs(intent))
        {
            Restore(release);
            throw ExternalCalls.Overtaken(intent, "free");
        }
        catch (AllocationException cause)
        {
            external.Intents.Defer(intent, cause.Message);
            if (cause.InnerException is OperationCanceledException) cancellation.ThrowIfCancellationRequested();
            throw Failed(instance, release, cause.Message, cause);
        }
        catch (OperationCanceledException)
        {
            external.Intents.Defer(intent, "the call was interrupted");
            throw;
        }

        StepResult step;
        string? doubt;
        try
        {
            doubt = known ? null : Doubt(intent, cancellation);
            step = End(instance, release, attempt, known, doubt);
        }
        catch (InventoryFailedException) when (!external.Intents.IsStillOurs(intent))
        {
            Restore(release);
            throw;
        }

        if (!known)
            InventoryNotices.Tell(
                $"{intent.Pool} no longer listed {intent.Number} of '{intent.LeaseName}' as taken; it counts as given " +
                $"back{(doubt is null ? "" : $", and is reported as a leak: {doubt}")}.");
        return step;
    }

    private void RefuseInexact(ExternalRelease release, IntentRecord intent) => store.Read(session =>
    {
        LedgerGuard.RefuseInexact(session, release.Inventory, intent.Tag, intent.Number!.Value, isOfAll: release.IsOfAll);
        return true;
    });

    // Why the inventory may still have a number that it did not know as taken; null when it says itself that it does not.
    private string? Doubt(IntentRecord intent, CancellationToken cancellation)
    {
        try
        {
            var left = external.Inspector.Left(intent, cancellation);
            if (left.Entries.FirstOrDefault(e => LedgerGuard.Differ(intent.Handle, e.Id)) is { } other)
                return $"the inventory did not know it under the id '{intent.Handle}', and has it under '{other.Id}': its id changed, or " +
                    "another user of the inventory took it";
            return left.Certainty switch
            {
                Certainty.Nothing or Certainty.NotYet => null,
                Certainty.Sure or Certainty.Perhaps => "the inventory did not give it back, and still lists it as taken",
                Certainty.Unknowable => "the inventory did not know it as taken, and can neither find nor list what is taken",
            };
        }
        catch (AllocationException e)
        {
            return $"the inventory did not know it as taken, and cannot be asked what is taken: {e.Message}";
        }
    }

    private StepResult End(ServiceInstance instance, ExternalRelease release, AllocationAttempt attempt, bool freed, string? doubt)
    {
        try
        {
            return store.Run(session =>
            {
                var intent = IntentLog.Ours(session, release.Intent!) ?? throw ExternalCalls.Overtaken(release.Intent!, "free");
                var work = external.Open(session, instance.Definition, instance.Id, attempt);
                if (doubt is null) session.Intents.Remove(intent.Id);
                else session.Intents.Update(intent with { Purpose = IntentPurpose.GiveBack, State = IntentState.Suspect, Note = doubt });
                if (session.Allocations.Find(intent.ReservationId!) is { State: AllocationState.Active } held) releaser.Forget(work, held);
                work.DropsValues = true;
                return stepper.Advance(work);
            });
        }
        catch (Exception cause) when (freed && cause is not InventoryFailedException && release.Inventory.Kind == InventoryKind.ByValue)
        {
            TakeBack(instance, release, cause);
            throw;
        }
    }

    // The inventory freed the bare number and the ledger could not be told so: it still counts as ours, and the next removal
    // would free it although another program may have it by then. Taken again, both say the same.
    private void TakeBack(ServiceInstance instance, ExternalRelease release, Exception cause)
    {
        try
        {
            release.Inventory.Allocate(InventoryClaim.Again(release.Allocation), CancellationToken.None);
        }
        catch (AllocationException also)
        {
            throw Failed(instance, release, $"free in {release.Inventory.Pool}, held in the ledger: {also.Message}", cause);
        }
    }

    private ReleaseFailedException Failed(ServiceInstance instance, ExternalRelease release, string reason, Exception cause) => new(
        instance.Name,
        [$"{release.Allocation.Attribute} {release.Allocation.ResourceId} ({reason.TrimEnd('.')})"],
        external.DefinitionOf(instance).Lifecycle.IsEnding(instance.State)
            ? $"It stays in state '{instance.State}'; removing it again tries again."
            : $"The service is in state '{instance.State}' and no longer has {release.Allocation.ResourceId}, which stays held until a " +
                "repair has given it back.",
        cause);

    // Others took this release for dead and finished it, and the bare number may have got a new holder since, from whom this call
    // took it away. It is marked as taken for that one again; where it is taken still, all is well.
    private void Restore(ExternalRelease release)
    {
        if (release.Inventory.Kind != InventoryKind.ByValue) return;
        var holder = store.Read(session => session.Allocations.FindActive(release.Allocation.Pool, release.Allocation.ResourceId));
        if (holder is null || holder.ReservationId == release.Allocation.ReservationId) return;
        try
        {
            release.Inventory.Allocate(InventoryClaim.Again(holder), CancellationToken.None);
        }
        catch (ValueTakenException)
        {
            return;
        }
        catch (AllocationException e)
        {
            InventoryNotices.Tell($"{holder.ResourceId} of '{holder.LeaseName}' may be free in {holder.Pool} by mistake: {e.Message}");
        }
    }
}
