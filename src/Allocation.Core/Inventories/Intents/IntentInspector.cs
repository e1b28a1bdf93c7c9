using Allocation.Core.Ledger;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>Finds out what a call took whose end was not seen. Changes nothing.</summary>
internal sealed class IntentInspector(IAllocationStore store, InventoryDirectory directory, TimeProvider clock)
{
    private readonly CallLiveness _liveness = new(clock);

    /// <summary>Asks the inventory.</summary>
    /// <exception cref="Errors.AllocationException">It cannot be asked now.</exception>
    public IntentFinding Examine(IntentRecord intent, CancellationToken cancellation)
    {
        var finding = Ask(intent, cancellation);
        return finding.Certainty == Certainty.Nothing && _liveness.GoesOnUntil(intent) is { } end ? IntentFinding.NotYet(end) : finding;
    }

    private IntentFinding Ask(IntentRecord intent, CancellationToken cancellation)
    {
        if (intent.IsUnconfirmedRelease) return Left(intent, cancellation);
        if (intent.Purpose != IntentPurpose.Take)
            return new(Certainty.Sure, [new InventoryEntry(intent.Number!.Value, intent.Handle, intent.Tag)]);

        // The call is written down before the inventory is asked.
        if (intent.Call is { Asked: false }) return IntentFinding.Nothing;

        var inventory = directory.Get(store, intent.Pool);
        if (!inventory.CanFind)
        {
            if (intent.Number is null && inventory.NamesBeforeTaking) return IntentFinding.Nothing;
            if (inventory.CanList) return ByExclusion(intent, inventory, _ => true, cancellation);
            return intent.Number is { } named
                ? new(Certainty.Perhaps, [new InventoryEntry(named, intent.Handle)])
                : IntentFinding.Unknowable;
        }

        if (inventory.Find(intent.Tag, cancellation) is { } found)
        {
            if (store.Read(session => LedgerGuard.Holder(session, intent.Pool, found), cancellation)?.LeaseId != intent.LeaseId)
                return new(Certainty.Sure, [found]);

            // It finds by owner what the ledger holds already for this lease, so it does not tell this claim from that one.
            return inventory.CanList ? ByTag(intent, inventory, cancellation) : IntentFinding.Unknowable;
        }

        // A program that does not know our owners may have dropped them; then the number that was planned tells.
        return intent.Number is not null && inventory.CanList
            ? ByExclusion(intent, inventory, e => e.Tag is null && e.Id is null, cancellation)
            : IntentFinding.Nothing;
    }

    /// <summary>What an inventory has as taken that the ledger does not heartbeat, to be kept in the intent of a call; null when it is too
    /// much to keep.</summary>
    /// <exception cref="Errors.AllocationException">It cannot be asked now.</exception>
    public string? TakenByOthers(IInventory inventory, CancellationToken cancellation)
    {
        // First the ledger: what is given back and taken again by ourselves meanwhile must not pass for what others had.
        var held = store.Read(
            session =>
                session.Allocations.Query(new AllocationQuery { Pool = inventory.Pool, State = AllocationState.Active })
                .Where(a => a.Value is not null).ToDictionary(a => a.Value!.Value, a => a.Handle),
            cancellation);
        return TakenBefore.Of(inventory.List(cancellation)
            .Where(e => !held.TryGetValue(e.Number, out var handle) || LedgerGuard.Differ(handle, e.Id)));
    }

    private IntentFinding ByTag(IntentRecord intent, IInventory inventory, CancellationToken cancellation)
    {
        var finding = ByExclusion(intent with { Number = null }, inventory, e => e.Tag is { } tag && tag.Means(intent.Tag), cancellation);
        return finding.Entries.Count == 1 ? finding with { Certainty = Certainty.Sure } : finding;
    }

    /// <summary>Whether an inventory that did not know a number as taken has it all the same: it may have been asked in the wrong
    /// words.</summary>
    /// <exception cref="Errors.AllocationException">It cannot be asked now.</exception>
    public IntentFinding Left(IntentRecord intent, CancellationToken cancellation)
    {
        var inventory = directory.Get(store, intent.Pool);
        if (inventory.CanFind && inventory.Find(intent.Tag, cancellation) is { } found && found.Number == intent.Number)
            return new(Certainty.Sure, [found]);
        if (inventory.CanList)
            return ByExclusion(intent, inventory, e => e.Tag is null || e.Tag.Means(intent.Tag), cancellation);
        return inventory.CanFind ? IntentFinding.Nothing : IntentFinding.Unknowable;
    }

    // What the inventory has and neither the ledger nor another intent knows.
    private IntentFinding ByExclusion(IntentRecord intent, IInventory inventory, Func<InventoryEntry, bool> fits,
        CancellationToken cancellation)
    {
        var listed = inventory.List(cancellation).Where(e => (intent.Number is not { } named || e.Number == named) && fits(e)).ToList();
        var unknown = store.Read(
            session => listed.Where(e =>
                (LedgerGuard.Holder(session, intent.Pool, e) is not { } held || held.ReservationId == intent.ReservationId)
                && session.Intents.Naming(intent.Pool, e.Number)
                    .All(i => i.Id == intent.Id || LedgerGuard.Differ(i.Handle, e.Id) || (i.IsDismissed && !i.Dismisses(e)))).ToList(),
            cancellation);
        if (unknown.Count == 0) return IntentFinding.Nothing;
        if (intent.Call?.Before is not { } before) return new(Certainty.Perhaps, unknown);
        var taken = TakenBefore.Parse(before);
        var since = unknown.Where(e => !taken.Has(e)).ToList();
        if (since.Count > 0) return new(Certainty.Perhaps, since);

        // Under the same ids nothing has changed. A bare number may have been freed by its owner in that moment, and taken by the call.
        return inventory.Kind == InventoryKind.ById ? IntentFinding.Nothing : IntentFinding.NothingNew;
    }
}
