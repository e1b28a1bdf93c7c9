using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Leaks;

/// <summary>Mends differences between the ledger and an inventory about a number in use.</summary>
internal sealed class DifferenceRepair(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, IntentLog intents)
{
    /// <summary>Takes over the id that the inventory has. It is asked again: what a person saw may be out of date.</summary>
    public RepairOutcome TakeOverId(AllocationLeak leak, CancellationToken cancellation)
    {
        if (store.Read(session => session.Allocations.Find(leak.ReservationId!),
            cancellation) is not { State: AllocationState.Active } held)
            return new(leak, false, "the ledger no longer holds it");
        var (inventory, tag) = (directory.Get(store, held.Pool), new InventoryTag(held.LeaseId, held.Attribute, held.ReservationId)
        {
            OwnerName = held.LeaseName,
        });
        var isThere = inventory.CanList
            ? inventory.List(cancellation).Any(e => e.Number == held.Value && e.Id == leak.ListedHandle)
            : inventory.CanFind && inventory.Find(tag, cancellation) is { } found && found.Number == held.Value
                && found.Id == leak.ListedHandle;
        if (!isThere) return new(leak, false, $"the inventory no longer has {held.ResourceId} under the id '{leak.ListedHandle}'");
        store.Run(session => Rename(session, held.ReservationId, leak.ListedHandle), cancellation);
        return new(leak, true, $"{held.ResourceId} has the id '{leak.ListedHandle}' in the ledger too; it had '{held.Handle}'");
    }

    /// <summary>Marks the number as taken again, because its lease uses it, unless another user has it by now.</summary>
    public RepairOutcome TakeAgain(AllocationLeak leak, CancellationToken cancellation)
    {
        if (store.Read(session => session.Allocations.Find(leak.ReservationId!),
            cancellation) is not { State: AllocationState.Active } held)
            return new(leak, false, "the ledger no longer holds it");
        if (store.Read(session => IsGivenBack(session, held), cancellation))
            return new(leak, false, $"'{held.LeaseName}' gives it back at this moment");
        InventoryEntry entry;
        try
        {
            entry = directory.Get(store, held.Pool).Allocate(InventoryClaim.Again(held), cancellation);
        }
        catch (InventoryFailedException e) when (e.Given is { } other)
        {
            var taken = new InventoryEntry(other.Number, other.Id);
            store.Run(session => Suspect(session, held, taken, "a repair got it instead of the number it asked for"));
            throw;
        }

        return store.Run(session => Confirm(session, held, entry))
            ? new(leak, true, $"{held.ResourceId} is marked as taken again")
            : new(leak, false,
                $"'{held.LeaseName}' gave {held.ResourceId} back meanwhile; if {held.Pool} still has it as taken, it is reported as " +
                "UnknownToLedger");
    }

    private bool IsGivenBack(IStoreSession session, AllocationRecord held) => session.Intents.OfLease(held.LeaseId)
        .Any(i => i.ReservationId == held.ReservationId && intents.IsInFlight(i));

    // Its lease may have given the number back meanwhile, before it was marked as taken: then nothing else would point to it.
    private bool Confirm(IStoreSession session, AllocationRecord held, InventoryEntry entry)
    {
        if (session.Services.Lock(held.LeaseId) is not null
            && session.Allocations.Find(held.ReservationId) is { State: AllocationState.Active } && !IsGivenBack(session, held))
        {
            if (entry.Id != held.Handle) Rename(session, held.ReservationId, entry.Id);
            else Recorded.SayRepaired(session, held);
            return true;
        }

        Suspect(session, held, entry, "a repair marked it as taken again while its service gave it back");
        return false;
    }

    // A release that waits to be tried again would otherwise free by an id that the inventory does not know any more.
    private static bool Rename(IStoreSession session, string reservationId, string? handle)
    {
        foreach (var intent in session.Intents.All().Where(i => i.ReservationId == reservationId).ToList())
        {
            if (intent.IsDismissed) session.Intents.Remove(intent.Id);
            else session.Intents.Update(intent with { Handle = handle });
        }

        if (session.Allocations.Find(reservationId) is not { } row) return false;
        Recorded.SayRepaired(session, row, new EventChange("Handle", row.Handle, handle));
        return session.Allocations.Update(row with { Handle = handle });
    }

    // The inventory took a number that the line does not hold. An intent of the same claim, if there is one, already points to it.
    private bool Suspect(IStoreSession session, AllocationRecord held, InventoryEntry entry, string note)
    {
        if (session.Intents.Find(held.ReservationId) is not null) return false;
        session.Intents.Add(new IntentRecord
        {
            Id = held.ReservationId,
            Purpose = IntentPurpose.Take,
            State = IntentState.Suspect,
            Pool = held.Pool,
            Number = entry.Number,
            Handle = entry.Id,
            LeaseId = held.LeaseId,
            LeaseName = held.LeaseName,
            LeaseKind = held.LeaseKind,
            Attribute = held.Attribute,
            Caller = CallerIdentity.Current.ToString(),
            Heartbeat = clock.Now(),
            CreatedAt = clock.Now(),
            Call = new IntentCall { Asked = true },
            Note = note,
        });
        return true;
    }
}
