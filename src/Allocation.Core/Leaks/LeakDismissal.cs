using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;

namespace Allocation.Core.Leaks;

/// <summary>Closes cases without changing anything in an inventory, as a person decided. What would be found again is remembered.</summary>
internal sealed class LeakDismissal(IAllocationStore store, ExternalWork external, DefinitionLibrary definitions)
{
    /// <summary>What <see cref="Dismiss"/> would do with a leak, as a command.</summary>
    public static string Preview(AllocationLeak leak) => leak.Kind switch
    {
        LeakKind.Suspect => $"Dismiss the call for {leak.Attribute} of '{leak.LeaseName}' without freeing anything",
        LeakKind.UnknownToLedger => $"Leave {leak.Value} unchanged in {leak.Pool}, and no longer report it",
        LeakKind.UnknownToInventory or LeakKind.ChangedId =>
            $"Leave the ledger and {leak.Pool} unchanged, and no longer report {leak.Value}",
        LeakKind.UnusedAllocation => $"End {leak.Value} in the ledger, and leave it as taken in {leak.Pool}",
        LeakKind.StuckService =>
            $"End in the ledger what '{leak.LeaseName}' could not give back, leave it as taken in the inventory, and go on",
        LeakKind.ExpiredLease => "Nothing: a lease that has ended is repaired, not dismissed",
    };

    /// <summary>Closes the case. Of a service between two states, it ends what an inventory did not take back; the service is then to go
    /// on.</summary>
    public RepairOutcome Dismiss(AllocationLeak leak, CancellationToken cancellation) =>
        leak.DismissedAt is null ? Close(leak, cancellation) : new(leak, false, "it is dismissed already");

    private RepairOutcome Close(AllocationLeak leak, CancellationToken cancellation) => leak.Kind switch
    {
        LeakKind.Suspect or LeakKind.UnknownToLedger =>
            leak.IntentId is null ? Remember(leak, cancellation) : CloseCall(leak, leak.IntentId, cancellation),
        LeakKind.UnknownToInventory or LeakKind.ChangedId => LeaveDifference(leak, cancellation),
        LeakKind.UnusedAllocation => LeaveUnused(leak, cancellation),
        LeakKind.StuckService => LeaveStuck(leak, cancellation),
        LeakKind.ExpiredLease => new(leak, false, "a lease that has ended is not dismissed: repair it, which frees what it holds"),
    };

    private RepairOutcome CloseCall(AllocationLeak leak, string call, CancellationToken cancellation)
    {
        if (store.Run(session => external.Intents.TakeOver(session, call, IntentState.Suspect), cancellation) is not { } intent)
            return SuspectRepair.Settled(leak);
        using var heartbeat = external.Intents.Hold(intent);
        if (leak.Kind == LeakKind.Suspect || leak.Value is null)
        {
            external.Intents.Drop(intent);
            return new(leak, true,
                $"dismissed: nothing was freed in {intent.Pool}, and the call for {intent.Attribute} of '{intent.LeaseName}' is no " +
                "longer reported");
        }

        store.Run(session =>
        {
            if (IntentLog.Ours(session, intent) is not { } row) return false;
            var left = row with { Purpose = IntentPurpose.GiveBack, Number = leak.Value, Handle = leak.Handle };
            external.Intents.Dismissed.Close(session, left);
            return true;
        });
        return new(leak, true, Left(leak));
    }

    // The inventory's own list tells of it, and no intent does.
    private RepairOutcome Remember(AllocationLeak leak, CancellationToken cancellation) => store.Run(
        session =>
        {
            if (session.Allocations.FindActive(leak.Pool!, LedgerText.Of(leak.Value!.Value)) is not null)
                return new(leak, false, "the ledger holds it by now");
            if (leak.Key is { } key && session.Intents.Find(key) is not null) return SuspectRepair.Settled(leak);
            Add(session, IntentPurpose.GiveBack, leak, leak.Handle);
            return new RepairOutcome(leak, true, Left(leak));
        },
        cancellation);

    private RepairOutcome LeaveDifference(AllocationLeak leak, CancellationToken cancellation) => store.Run(
        session =>
        {
            if (session.Allocations.Find(leak.ReservationId!) is not { State: AllocationState.Active } held)
                return new(leak, false, "the ledger no longer holds it");
            if (session.Intents.OfLease(held.LeaseId).FirstOrDefault(i => i.ReservationId == held.ReservationId) is { } known)
            {
                if (!known.IsDismissed) return new(leak, false, $"'{held.LeaseName}' gives it back already");
                session.Intents.Remove(known.Id);
            }

            Add(session, IntentPurpose.Release, leak, leak.ListedHandle ?? held.Handle);
            return new RepairOutcome(leak, true,
                $"dismissed: '{held.LeaseName}' keeps {leak.Value}, and the difference is not reported until it changes or the number " +
                "is given back");
        },
        cancellation);

    private RepairOutcome LeaveUnused(AllocationLeak leak, CancellationToken cancellation) => store.Run(
        session =>
        {
            if (session.Allocations.Find(leak.ReservationId!) is not { State: AllocationState.Active } held)
                return new(leak, false, "the ledger no longer holds it");
            if (session.Services.Lock(held.LeaseId) is not { Living: true } instance) return new(leak, false, "the service has ended");
            var isUnused = InstanceReleaser.Dropped(definitions.Of(session, instance), instance, [held]).Count > 0;
            return isUnused && End(session, leak, held)
                ? new RepairOutcome(leak, true, Left(leak))
                : new(leak, false, $"'{leak.LeaseName}' has it again, or a call for it is in flight");
        },
        cancellation);

    // A service that could give back all that it holds is repaired instead.
    private RepairOutcome LeaveStuck(AllocationLeak leak, CancellationToken cancellation) => store.Run(
        session =>
        {
            if (session.Services.Lock(leak.LeaseId) is not { Living: true }) return new(leak, false, "the service has ended already");
            var failed = session.Intents.OfLease(leak.LeaseId)
                .Where(i => i is { Purpose: IntentPurpose.Release, State: IntentState.Waiting }).Select(i => i.ReservationId).ToHashSet();
            var left = session.Allocations.ActiveOf(leak.LeaseId).Where(a => failed.Contains(a.ReservationId)).ToList()
                .Where(a => End(session, leak, a)).Select(a => a.ResourceId).ToList();
            return left.Count == 0
                ? new(leak, false, "no inventory refused to take back what it holds: repair it, so that it goes on")
                : new RepairOutcome(leak, true,
                    $"dismissed: {string.Join(" and ", left)} ended in the ledger, and may still be taken in the inventory");
        },
        cancellation);

    private bool End(IStoreSession session, AllocationLeak leak, AllocationRecord held)
    {
        var known = session.Intents.OfLease(held.LeaseId).FirstOrDefault(i => i.ReservationId == held.ReservationId);
        if (known is not null && external.Intents.IsInFlight(known)) return false;
        external.Forget(session, held);
        if (known is not null)
        {
            var left = known with { Purpose = IntentPurpose.GiveBack, Handle = held.Handle };
            external.Intents.Dismissed.Close(session, left);
            return true;
        }

        var line = leak with
        {
            Pool = held.Pool,
            Value = held.Value,
            Attribute = held.Attribute,
            ReservationId = held.ReservationId,
            Key = null,
        };
        Add(session, IntentPurpose.GiveBack, line, held.Handle);
        return true;
    }

    private void Add(IStoreSession session, IntentPurpose purpose, AllocationLeak leak, string? handle)
    {
        var entry = new InventoryEntry(leak.Value!.Value, handle, new InventoryTag(leak.LeaseId, leak.Attribute, leak.Key));
        var lease = new Lease(leak.LeaseId, leak.LeaseName, LeaseKind.Service);
        external.Intents.Dismissed.Add(session, purpose, leak.Pool!, entry, leak.ReservationId, lease, leak.Detail);
    }

    private static string Left(AllocationLeak leak) =>
        $"dismissed: {leak.Value} was not freed, so it stays as taken in {leak.Pool}; the ledger does not hold it, and it is no longer " +
        "reported";
}
