using Allocation.Core.Ledger;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// What is about to be done at an inventory, committed before it is done and removed in the transaction that writes the
/// result down. One that is left over tells what a crash may have left behind.
/// </summary>
public sealed record IntentRecord
{
    /// <summary>Its id. For <see cref="IntentPurpose.Take"/> also the idempotency key, and the reservation id that the allocation will
    /// have.</summary>
    public required string Id { get; init; }

    /// <summary>What the call does.</summary>
    public required IntentPurpose Purpose { get; init; }

    /// <summary>How far it got.</summary>
    public IntentState State { get; init; }

    /// <summary>The inventory, as the ledger calls it.</summary>
    public required string Pool { get; init; }

    /// <summary>The number: planned, asked for, or to be given back; null when the inventory chooses.</summary>
    public long? Number { get; init; }

    /// <summary>The inventory's own id of the number, when it is known.</summary>
    public string? Handle { get; init; }

    /// <summary>The allocation that is being released; null for the other purposes.</summary>
    public string? ReservationId { get; init; }

    /// <summary>The lease.</summary>
    public required string LeaseId { get; init; }

    /// <summary>The name of the lease.</summary>
    public required string LeaseName { get; init; }

    /// <summary>What the lease is.</summary>
    public required LeaseKind LeaseKind { get; init; }

    /// <summary>The attribute of the lease that the number is for.</summary>
    public string? Attribute { get; init; }

    /// <summary>The process that makes the call, as <see cref="CallerIdentity"/> writes it.</summary>
    public required string Caller { get; init; }

    /// <summary>When the caller last said that the call is in flight.</summary>
    public required DateTimeOffset Heartbeat { get; init; }

    /// <summary>When it was written first.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What is known of the call, where it may outlive its process or its inventory cannot distinguish claims; null
    /// elsewhere.</summary>
    public IntentCall? Call { get; init; }

    /// <summary>How often the call failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is worth trying again.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a number was given back that its inventory did not know as taken: the ledger has ended it, and the inventory may
    /// still have it.</summary>
    public bool IsUnconfirmedRelease => this is { Purpose: IntentPurpose.GiveBack, ReservationId: not null };

    /// <summary>Whether a person dismissed it: nothing is done about it, and what it names is not reported again.</summary>
    internal bool IsDismissed => Call?.DismissedAt is not null;

    /// <summary>Whether it is the dismissed case of a row that an inventory lists for its lease.</summary>
    internal bool Dismisses(InventoryEntry entry) =>
        IsDismissed && Number == entry.Number && !LedgerGuard.Differ(Handle, entry.Id) && entry.Tag is { } tag && Tag.Means(tag);

    /// <summary>The tag that the inventory keeps, if it keeps one.</summary>
    public InventoryTag Tag => new(LeaseId, Attribute, ReservationId ?? Id) { OwnerName = LeaseName };
}
