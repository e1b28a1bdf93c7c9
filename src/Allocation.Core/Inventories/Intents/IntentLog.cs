using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Processes;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Writes down what is about to be done at inventories. An intent is committed together with the work before the call, and
/// removed together with its result, so that it costs no extra commit.
/// </summary>
internal sealed class IntentLog(IAllocationStore store, IIdSource ids, TimeProvider clock)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(1);

    private const string Then = "; then: ";

    private static readonly string s_me = CallerIdentity.Current.ToString();

    private readonly CallLiveness _liveness = new(clock);

    /// <summary>Cases that people dismissed.</summary>
    public DismissedIntents Dismissed { get; } = new(ids, clock);

    /// <summary>Plans to take a number for an attribute of a lease.</summary>
    /// <param name="session">The transaction in which the intent is written.</param>
    /// <param name="inventory">Where the number is taken.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="plan">Chooses the number, given whether the ledger or an intent has one; null when only the inventory can.</param>
    /// <exception cref="StoreConflictException">Another call for the same attribute is in flight; wait for it.</exception>
    /// <exception cref="InventoryFailedException">An earlier call for it is not settled.</exception>
    public IntentRecord Take(IStoreSession session, IInventory inventory, Lease lease, string attribute,
        Func<Func<long, bool>, long?> plan)
    {
        foreach (var earlier in session.Intents.OfLease(lease.Id)
            .Where(i => i.Attribute == attribute && i.Purpose != IntentPurpose.Release && i.State != IntentState.Suspect))
        {
            if (IsInFlight(earlier)) throw Busy(earlier);
            throw new InventoryFailedException(inventory.Pool, "allocate",
                $"an earlier call for {attribute} of '{lease.Name}' is not settled yet: " +
                $"{earlier.Note ?? "the inventory has not been asked yet what became of it"}");
        }

        var planned = plan(number => IsTaken(session, inventory.Pool, number, null));
        return Add(session, new IntentRecord
        {
            Id = ids.Next(),
            Purpose = IntentPurpose.Take,
            Pool = inventory.Pool,
            Number = planned is { } number && !IsTaken(session, inventory.Pool, number, null) ? planned : null,
            LeaseId = lease.Id,
            LeaseName = lease.Name,
            LeaseKind = lease.Kind,
            Attribute = attribute,
            Caller = s_me,
            Heartbeat = clock.Now(),
            CreatedAt = clock.Now(),
            Call = NeedsList(inventory, planned) ? new IntentCall() : CallOf(inventory),
        });
    }

    /// <summary>Whether a list from before the call is needed to tell what the call took: the inventory neither finds it nor names it
    /// first.</summary>
    public static bool NeedsList(IInventory inventory, long? number) =>
        number is null && !inventory.NamesBeforeTaking && inventory.CanList && !inventory.CanFind;

    /// <summary>Plans to give the number of an active allocation back; takes a call over that died or failed.</summary>
    /// <exception cref="StoreConflictException">Another call for the same allocation is in flight; wait for it.</exception>
    public IntentRecord Release(IStoreSession session, IInventory inventory, AllocationRecord held)
    {
        if (session.Intents.OfLease(held.LeaseId).FirstOrDefault(i => i.ReservationId == held.ReservationId) is { } earlier)
            return IsInFlight(earlier) ? throw Busy(earlier) : Renew(session, earlier with
            {
                Call = CallOf(inventory),
                Handle = held.Handle,
            });
        return Add(session, new IntentRecord
        {
            Id = ids.Next(),
            Purpose = IntentPurpose.Release,
            Pool = held.Pool,
            Number = held.Value,
            Handle = held.Handle,
            ReservationId = held.ReservationId,
            LeaseId = held.LeaseId,
            LeaseName = held.LeaseName,
            LeaseKind = held.LeaseKind,
            Attribute = held.Attribute,
            Caller = s_me,
            Heartbeat = clock.Now(),
            CreatedAt = clock.Now(),
            Call = CallOf(inventory),
        });
    }

    /// <inheritdoc cref="CallLiveness.IsInFlight"/>
    public bool IsInFlight(IntentRecord intent) => _liveness.IsInFlight(intent);

    /// <inheritdoc cref="CallLiveness.EndOverdue"/>
    public void EndOverdue(IntentRecord intent) => _liveness.EndOverdue(intent);

    /// <summary>Writes down that the inventory is asked now.</summary>
    /// <exception cref="InventoryFailedException">The intent is not ours any more; the inventory is not to be asked.</exception>
    public void Begin(IntentRecord intent, IInventory inventory, string? before = null, StartedProgram? program = null) =>
        store.Run(session =>
    {
        var row = Ours(session, intent) ?? throw new InventoryFailedException(intent.Pool, intent.Purpose == IntentPurpose.Take
            ? "allocate"
            : "free", "the call took so long to begin that another process has settled it");
        return session.Intents.Update(row with
        {
            Heartbeat = clock.Now(),
            Call = new IntentCall
            {
                Asked = true,
                Program = program?.ToString(),
                EndsAt = EndOf(inventory),
                Before = before ?? row.Call?.Before,
            },
        });
    });

    /// <summary>The inventory as it is to be called for an intent: the programs that it starts are written down first.</summary>
    public IInventory Announcing(IInventory inventory, IntentRecord intent, string? before = null) =>
        inventory.Announcing(program => Begin(intent, inventory, before, program));

    /// <summary>Keeps the heartbeat going until disposed.</summary>
    public IntentHeartbeat Hold(IntentRecord intent) => Hold([intent]);

    /// <summary>As <see cref="Hold(IntentRecord)"/>, for all intents of one call.</summary>
    public IntentHeartbeat Hold(IReadOnlyList<IntentRecord> intents) => new(store, clock, intents);

    /// <summary>Makes a call that died or failed ours. Null when it is in flight, decided or settled.</summary>
    public IntentRecord? TakeOver(IStoreSession session, string id, IntentState upTo) =>
        session.Intents.Lock(id) is { } row && row.State <= upTo && !row.IsDismissed && !IsInFlight(row) ? Renew(session, row) : null;

    /// <summary>The intent as it is now, locked, if it is still ours to carry out.</summary>
    public static IntentRecord? Ours(IStoreSession session, IntentRecord intent) =>
        session.Intents.Lock(intent.Id) is { State: IntentState.Open } row && row.Caller == intent.Caller ? row : null;

    /// <summary>The intent as it is now.</summary>
    public IntentRecord Reread(IntentRecord intent) => store.Read(session => session.Intents.Find(intent.Id)) ?? intent;

    /// <summary>Names another number in the intent before it is taken. False when the ledger or another intent has it.</summary>
    /// <exception cref="InventoryFailedException">The intent is not ours any more.</exception>
    public bool Confirm(IntentRecord intent, IntentHeartbeat heartbeat, long number)
    {
        if (number == intent.Number && heartbeat.IsFresh) return true;
        return store.Run(session =>
        {
            var row = Ours(session, intent) ?? throw new InventoryFailedException(intent.Pool, "allocate",
                "the call took so long to begin that another process has settled it");
            return !IsTaken(session, intent.Pool, number, intent.Id) && session.Intents.Update(row with
            {
                Number = number,
                Heartbeat = clock.Now(),
            });
        });
    }

    /// <summary>
    /// Whether giving a number back is still our business. No other caller can have got it meanwhile: the ledger had it as this
    /// lease's when the intent was written, and no one takes a number that an intent names.
    /// </summary>
    public bool IsStillOurs(IntentRecord intent, IntentHeartbeat heartbeat) =>
        heartbeat.IsFresh || IsStillOurs(intent);

    /// <summary>Whether it is still unsettled, as the store knows.</summary>
    public bool IsStillOurs(IntentRecord intent) =>
        store.Read(session => session.Intents.Find(intent.Id) is { State: IntentState.Open } row && row.Caller == intent.Caller);

    /// <summary>Writes down that a call failed, and when it is worth trying again. A claim that others have settled meanwhile is written
    /// down anew.</summary>
    public void Defer(IntentRecord intent, string reason) => Defer(intent, reason, null);

    /// <summary>Writes down that a call may still take effect, so that it is looked at again when it cannot any more.</summary>
    public void Await(IntentRecord intent, IntentFinding finding, string reason) => Defer(intent, reason, finding.End);

    private void Defer(IntentRecord intent, string reason, DateTimeOffset? nextTry) => store.Run(session =>
    {
        if ((Ours(session, intent) ?? (intent.Purpose == IntentPurpose.Release ? null : Anew(session, intent))) is not { } row)
            return false;
        var pause = TimeSpan.FromSeconds(Math.Min(s_longestPause.TotalSeconds, 5 * Math.Pow(2, Math.Min(row.Attempts, 20))));
        return session.Intents.Update(row with
        {
            State = IntentState.Waiting,
            Purpose = intent.Purpose,
            Number = intent.Number ?? row.Number,
            Handle = intent.Handle ?? row.Handle,
            Attempts = row.Attempts + 1,
            NextTry = nextTry ?? clock.Now() + pause,
            Note = intent.Purpose == IntentPurpose.Release ? reason : Noted(row.Note, reason),
        });
    });

    // What happened first says what the case is about; of all that failed later only the last counts.
    private static string Noted(string? first, string latest)
    {
        if (first is null || first == latest) return latest;
        var begin = first.IndexOf(Then, StringComparison.Ordinal);
        return (begin < 0 ? first.TrimEnd('.') : first[..begin]) + Then + latest;
    }

    /// <summary>Records that it is unknown what the call did; anew, where others have settled the call before it ended.</summary>
    /// <exception cref="StoreConflictException">Another process deals with it at this moment.</exception>
    public void Suspect(IntentRecord intent, string reason) => store.Run(session =>
    {
        // The number may have been named since the caller read the intent.
        var row = Anew(session, intent);
        return session.Intents.Update(row with
        {
            State = IntentState.Suspect,
            Number = intent.Number ?? row.Number,
            Handle = intent.Handle,
            Note = Noted(row.Note, reason),
        });
    });

    /// <summary>
    /// Makes the call ours again that came back after others had settled it, to give back what it took. Null when the ledger
    /// holds the number: then it was adopted, or another caller has got it.
    /// </summary>
    /// <exception cref="StoreConflictException">Another process deals with it at this moment.</exception>
    public IntentRecord? Reclaim(IntentRecord intent, InventoryEntry entry) => store.Run(session =>
    {
        if (LedgerGuard.Holder(session, intent.Pool, entry) is not null) return null;
        var ours = Anew(session, intent) with { Purpose = IntentPurpose.GiveBack, Number = entry.Number, Handle = entry.Id };
        session.Intents.Update(ours);
        return ours;
    });

    /// <summary>
    /// Settles attempts to give a number back that the inventory has just given: it was free, so one of them succeeded
    /// without saying so. False when one is under way, which may still free it.
    /// </summary>
    public bool Outlived(IStoreSession session, IntentRecord intent, long number)
    {
        var attempts = session.Intents.Naming(intent.Pool, number)
            .Where(i => i.Id != intent.Id && i.Purpose == IntentPurpose.GiveBack).ToList();
        if (attempts.Exists(IsInFlight)) return false;
        foreach (var attempt in attempts) session.Intents.Remove(attempt.Id);
        return true;
    }

    /// <summary>The attempt to release a line of the ledger that failed, or died, before it said how it ended; locked. Null when there is
    /// none, or it is under way.</summary>
    public IntentRecord? LostRelease(IStoreSession session, AllocationRecord held) =>
        session.Intents.OfLease(held.LeaseId).FirstOrDefault(i =>
            i.ReservationId == held.ReservationId && i is { Purpose: IntentPurpose.Release, IsDismissed: false }) is { } attempt
        && session.Intents.Lock(attempt.Id) is { } row && !IsInFlight(row) ? row : null;

    /// <summary>Settles an intent that left nothing.</summary>
    public void Drop(IntentRecord intent) => store.Run(session => Ours(session, intent) is not null && session.Intents.Remove(intent.Id));

    /// <summary>Settles intents that left nothing, in one transaction.</summary>
    public void DropAll(IEnumerable<IntentRecord> intents) => store.Run(session =>
        intents.Count(intent => Ours(session, intent) is not null && session.Intents.Remove(intent.Id)));

    /// <summary>
    /// Settles an intent whose bare number another lease holds. While a call for that lease is under way it is unknown what
    /// becomes of the number, so then it stays as a suspect, which the next repair looks at. Whether it does.
    /// </summary>
    public bool LeaveToOthers(IntentRecord intent, long number)
    {
        if (store.Read(session => session.Intents.Naming(intent.Pool, number)).Any(i => i.Id != intent.Id && IsInFlight(i)))
        {
            Suspect(intent with { Number = number }, $"the inventory gave {number} while another call for it was under way");
            return true;
        }

        TryDrop(intent);
        return false;
    }

    /// <summary>As <see cref="Drop"/>, where another failure is being dealt with: when the store cannot be written now, the intent stays,
    /// and is found to have left nothing when it is settled.</summary>
    public void TryDrop(IntentRecord intent)
    {
        try
        {
            Drop(intent);
        }
        catch (AllocationException)
        {
            return;
        }
    }

    // The row as ours and open, added where others have removed it.
    private IntentRecord Anew(IStoreSession session, IntentRecord intent)
    {
        if (Ours(session, intent) is { } ours) return ours;
        if (session.Intents.Lock(intent.Id) is not { } row)
            return Add(session, intent with { State = IntentState.Open, Caller = s_me, Heartbeat = clock.Now() });
        return IsInFlight(row) ? throw Busy(row) : Renew(session, row);
    }

    /// <summary>Plans to give back a number that an inventory has for a lease which does not hold it. Null when an intent is about
    /// it.</summary>
    public IntentRecord? GiveBack(IStoreSession session, IInventory inventory, InventoryEntry entry, InventoryTag tag, string leaseName) =>
        tag.Key is { } known && session.Intents.Find(known) is not null ? null : Add(session, new IntentRecord
        {
            Id = tag.Key ?? ids.Next(),
            Purpose = IntentPurpose.GiveBack,
            Pool = inventory.Pool,
            Number = entry.Number,
            Handle = entry.Id,
            LeaseId = tag.Owner,
            LeaseName = leaseName,
            LeaseKind = LeaseKind.Service,
            Attribute = tag.Attribute,
            Caller = s_me,
            Heartbeat = clock.Now(),
            CreatedAt = clock.Now(),
            Call = CallOf(inventory),
        });

    private static bool IsTaken(IStoreSession session, string pool, long number, string? exceptIntent) =>
        session.Allocations.FindActive(pool, LedgerText.Of(number)) is not null
            || session.Intents.Naming(pool, number).Any(i => i.Id != exceptIntent && !i.IsDismissed);

    private static IntentRecord Add(IStoreSession session, IntentRecord intent)
    {
        CallsInFlight.Begin(intent.Id);
        session.Intents.Add(intent);
        return intent;
    }

    private IntentRecord Renew(IStoreSession session, IntentRecord row)
    {
        CallsInFlight.Begin(row.Id);
        var ended = row.State == IntentState.Open
            ? $"{CallerIdentity.Parse(row.Caller).ForPeople()} ended in the middle of its call"
            : null;
        var ours = row with { State = IntentState.Open, Caller = s_me, Heartbeat = clock.Now(), Note = row.Note ?? ended };
        session.Intents.Update(ours);
        return ours;
    }

    // A program is written down when it was started; a server may do its work at any time after the intent.
    private IntentCall? CallOf(IInventory inventory) =>
        inventory.StartsPrograms ? new IntentCall() : inventory.TakesEffectWithin is null ? null
            : new IntentCall { Asked = true, EndsAt = EndOf(inventory) };

    // The limit begins a moment later.
    private DateTimeOffset? EndOf(IInventory inventory) => clock.Now() + inventory.TakesEffectWithin + IntentHeartbeat.Beat;

    private StoreConflictException Busy(IntentRecord intent) => new(store.Uri.ToString(), CallLiveness.Describe(intent));
}
