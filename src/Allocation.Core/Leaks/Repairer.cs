using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Running;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Leaks;

/// <summary>Repairs what a crash left: by itself what is certain, and on command what a person decided.</summary>
internal sealed class Repairer
{
    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly InventoryDirectory _directory;
    private readonly ExternalWork _external;
    private readonly IntentRecovery _recovery;
    private readonly ServiceDriver _driver;
    private readonly DefinitionLibrary _definitions;
    private readonly SuspectRepair _suspects;
    private readonly DifferenceRepair _differences;
    private readonly LeakDismissal _dismissal;

    internal Repairer(IAllocationStore store, TimeProvider clock, InventoryDirectory directory, ExternalWork external,
        IntentRecovery recovery, ServiceDriver driver, DefinitionLibrary definitions)
    {
        _store = store;
        _clock = clock;
        _directory = directory;
        _external = external;
        _recovery = recovery;
        _driver = driver;
        _definitions = definitions;
        _suspects = new SuspectRepair(store, directory, external, recovery);
        _differences = new DifferenceRepair(store, clock, directory, external.Intents);
        _dismissal = new LeakDismissal(store, external, definitions);
    }

    /// <summary>
    /// Settles what is certain: what is found by owner is adopted or given back, and services whose removal failed are
    /// removed again, and what an update could not give back is given back, not before their pause is over. Suspects stay for a person. How
    /// many were settled.
    /// </summary>
    /// <param name="progress">Called before each step with its subject.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public int Settle(Action<string>? progress = null, CancellationToken cancellation = default)
    {
        using var acts = Recorded.AsRepair();
        progress?.Invoke("Interrupted calls");
        var settled = _recovery.SettleDue(_clock.Now(), cancellation);
        foreach (var stuck in new StuckServices(_store, _external.Intents, _definitions).Find(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke($"'{stuck.LeaseName}'");
            // One that was interrupted while it was made or changed can be completed as well; that is for a person to say.
            if (Remedy(stuck, cancellation) == StuckServiceRemedy.FinishRemoval && IsDue(stuck) && Try(stuck, cancellation).Mended)
                settled++;
        }

        foreach (var unused in new UnusedAllocations(_store, _external.Intents, _definitions).Find(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke($"{unused.Value} of {unused.Pool}");
            if (IsDue(unused) && Try(unused, cancellation).Mended) settled++;
        }

        new OutdatedDismissals(_store, _directory).Forget(cancellation);

        return settled;
    }

    /// <summary>Repairs one leak as a person has decided, whatever its pause. Asking again for one that is repaired does nothing.</summary>
    /// <exception cref="InventoryFailedException">The inventory failed; the leak is still there.</exception>
    /// <exception cref="ReleaseFailedException">The service could not give back all that it holds; it is still there.</exception>
    /// <param name="leak">The leak.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isChosen">Whether the person named this number although others are candidates for the same call.</param>
    public RepairOutcome Mend(AllocationLeak leak, CancellationToken cancellation = default, bool isChosen = false)
    {
        using var acts = Recorded.AsRepair();

        // What was dismissed is an open case again, whatever comes of the repair.
        if (leak is not { DismissedAt: not null, IntentId: { } dismissed }) return MendOpen(leak, isChosen, cancellation);
        var inventory = _directory.Get(_store, leak.Pool!);
        return _store.Run(session => DismissedIntents.Reopen(session, dismissed, inventory), cancellation) is { } open
            ? MendOpen(leak with { IntentId = open }, isChosen, cancellation) with { Leak = leak }
            : new(leak, false, "it is no longer remembered");
    }

    private RepairOutcome MendOpen(AllocationLeak leak, bool isChosen, CancellationToken cancellation) => leak.Kind switch
    {
        LeakKind.Suspect or LeakKind.UnknownToLedger => _suspects.GiveBack(leak, isChosen, cancellation),
        LeakKind.UnknownToInventory => _differences.TakeAgain(leak, cancellation),
        LeakKind.ExpiredLease => End(leak, cancellation),
        LeakKind.StuckService => MendService(leak, cancellation),
        LeakKind.UnusedAllocation => GiveBackUnused(leak, cancellation),
        LeakKind.ChangedId => _differences.TakeOverId(leak, cancellation),
    };

    /// <summary>What <see cref="Mend"/> would do with a leak now, as a command: what becomes of which number or service.</summary>
    public string Preview(AllocationLeak leak, CancellationToken cancellation = default)
    {
        var number = leak.Value is { } value ? $"{value} of {leak.Pool}" : $"what it took from {leak.Pool}";
        return leak.Kind switch
        {
            LeakKind.Suspect or LeakKind.UnknownToLedger => $"Give back {number}",
            LeakKind.UnknownToInventory => $"Mark {number} as taken again for '{leak.LeaseName}'",
            LeakKind.ExpiredLease => $"End the lease '{leak.LeaseName}' and give back what it holds",
            LeakKind.StuckService => Remedy(leak, cancellation) switch
            {
                StuckServiceRemedy.FinishRemoval => $"Finish the removal of '{leak.LeaseName}' and give back what it holds",
                StuckServiceRemedy.Remove => $"Remove '{leak.LeaseName}', which was being created, and give back what it holds",
                StuckServiceRemedy.TakeUpdateBack => $"Undo the interrupted update of '{leak.LeaseName}'; the values in force stay",
                StuckServiceRemedy.GoOn => $"Go on with '{leak.LeaseName}' where it was interrupted",
                null => $"Nothing: '{leak.LeaseName}' is no longer between two states",
            },
            LeakKind.UnusedAllocation => $"Give back {number}, which '{leak.LeaseName}' no longer has",
            LeakKind.ChangedId => $"Take over the id '{leak.ListedHandle}' of {number} for '{leak.LeaseName}'",
        };
    }

    /// <summary>Closes a case without changing anything in an inventory, as a person decided; a service between two states then goes
    /// on.</summary>
    public RepairOutcome Dismiss(AllocationLeak leak, CancellationToken cancellation = default)
    {
        using var acts = Recorded.AsRepair();
        var outcome = _dismissal.Dismiss(leak, cancellation);
        if (!outcome.Mended || leak.Kind != LeakKind.StuckService) return outcome;
        var after = Try(leak, cancellation);
        return after with { Action = $"{outcome.Action}; {after.Action}" };
    }

    private RepairOutcome End(AllocationLeak leak, CancellationToken cancellation)
    {
        // The line beside it may be of the same service, and was ended with it.
        var line = _store.Read(session => session.Allocations.Find(leak.ReservationId!), cancellation);
        if (line is not { State: AllocationState.Active } held)
            return new(leak, true, "it has already ended");
        if (held.EndDate >= _clock.Now()) return new(leak, false, "it was prolonged");
        if (held.LeaseKind == LeaseKind.Ticket) return new(leak, false, $"the ticket {held.LeaseId} holds it and must be closed first");
        if (held.LeaseKind == LeaseKind.Service) return RemoveService(leak, cancellation);
        return _store.Run(session => session.Allocations.Find(held.ReservationId) is { State: AllocationState.Active } row
            && _external.End(session, row), cancellation)
            ? new(leak, true, $"{held.ResourceId} was given back")
            : new(leak, false, "it has already ended");
    }

    private RepairOutcome RemoveService(AllocationLeak leak, CancellationToken cancellation)
    {
        if (_store.Read(session => session.Services.Find(leak.LeaseId), cancellation) is not { Living: true } instance)
            return new(leak, false, "the service has already ended");
        _driver.Settle(null, cancellation);
        _driver.Remove(instance.Definition, instance.Id, null, cancellation);
        return new(leak, true, $"'{instance.Name}' was removed and what it held was given back");
    }

    // What nothing of is in force is removed; what is in force stays in force.
    private RepairOutcome MendService(AllocationLeak leak, CancellationToken cancellation) => Remedy(leak, cancellation) switch
    {
        StuckServiceRemedy.FinishRemoval or StuckServiceRemedy.Remove => RemoveService(leak, cancellation),
        StuckServiceRemedy.TakeUpdateBack =>
            new(leak, true,
            $"the update of '{leak.LeaseName}' was undone: it is '{GoOn(leak, cancellation)}' with the values that were in force"),
        StuckServiceRemedy.GoOn => new(leak, true, $"'{leak.LeaseName}' went on: it is '{GoOn(leak, cancellation)}'"),
        null => new(leak, false, "the service is no longer between two states"),
    };

    // The state in which it rests then.
    private string GoOn(AllocationLeak leak, CancellationToken cancellation) =>
        _driver.GoOn(DefinitionOf(leak), leak.LeaseId, cancellation).State;

    private RepairOutcome GiveBackUnused(AllocationLeak leak, CancellationToken cancellation)
    {
        if (!IsHeld(leak, cancellation)) return new(leak, false, "the ledger no longer holds it");
        _driver.ReleaseDropped(DefinitionOf(leak), leak.LeaseId, cancellation);
        return IsHeld(leak, cancellation)
            ? new(leak, false, $"'{leak.LeaseName}' has it again, or is between two states")
            : new(leak, true, $"{leak.Value} was given back");
    }

    private bool IsHeld(AllocationLeak leak, CancellationToken cancellation) =>
        _store.Read(session => session.Allocations.Find(leak.ReservationId!), cancellation) is { State: AllocationState.Active };

    private string DefinitionOf(AllocationLeak leak) =>
        _store.Read(session => session.Services.Find(leak.LeaseId))?.Definition
            ?? throw new ServiceNotFoundException("service", leak.LeaseName);

    private StuckServiceRemedy? Remedy(AllocationLeak leak, CancellationToken cancellation) => _store.Read(
        session =>
            session.Services.Find(leak.LeaseId) is { } instance ? StuckServices.Remedy(_definitions.Of(session, instance), instance) : null,
        cancellation);

    private bool IsDue(AllocationLeak stuck) =>
        stuck.IntentId is null || _store.Read(session => session.Intents.Find(stuck.IntentId))?.NextTry is not { } next
            || next <= _clock.Now();

    private RepairOutcome Try(AllocationLeak stuck, CancellationToken cancellation)
    {
        try
        {
            return Mend(stuck, cancellation);
        }
        catch (AllocationException e) when (e is AllocationFailedException or ReleaseFailedException or InventoryFailedException
            or StoreConflictException)
        {
            InventoryNotices.Tell(e.Message);
            return new(stuck, false, e.Message);
        }
    }
}
