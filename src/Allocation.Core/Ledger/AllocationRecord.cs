using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Ledger;

/// <summary>One line of the ledger: a resource is, or was, held by a lease.</summary>
public sealed record AllocationRecord
{
    /// <summary>The id of this allocation, unique for ever; later ones sort after earlier ones. Also called the allocation key.</summary>
    public required string ReservationId { get; init; }

    /// <summary>The pool, <c>file:PATH</c> for a VLAN pool file, or <c>inventory:NAME</c> for a registered inventory.</summary>
    public required string Pool { get; init; }

    /// <summary>The resource within the pool as it is written: a number, an address, or the name of a thing.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The number, when the resource is one; never negative. <see cref="ResourceId"/> is then its decimal digits
    /// (<see cref="LedgerText"/>), or what the pool writes for it: an address is counted within its network, from 0.</summary>
    public long? Value { get; init; }

    /// <summary>The id of who holds it.</summary>
    public required string LeaseId { get; init; }

    /// <summary>The name of who holds or held it. A service that is renamed changes what it holds of our own pools; what it holds of an
    /// inventory, and what it gave back before, keeps the former name.</summary>
    public required string LeaseName { get; init; }

    /// <summary>What the holder is.</summary>
    public required LeaseKind LeaseKind { get; init; }

    /// <summary>The attribute of the service that holds it; null for other leases.</summary>
    public string? Attribute { get; init; }

    /// <summary>The id that a foreign inventory gave together with the number, which it wants back to free it; null when it gave
    /// none.</summary>
    public string? Handle { get; init; }

    /// <summary>Whether it is held now.</summary>
    public AllocationState State { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset StartDate { get; init; }

    /// <summary>When it was given back, UTC; for one that is held, when its lease ends, or null for open-ended.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>What its holder is for; null when nobody said so.</summary>
    public string? Description => Notes.Description;

    /// <summary>Whose its holder is; null when nobody said so.</summary>
    public string? Owner => Notes.Owner;

    /// <summary>The tags of its holder.</summary>
    public IReadOnlyList<string> Tag => Notes.Tags;

    /// <summary>What people note of its holder, as it is now. A store fills it in; a line that is added or updated does not change
    /// it.</summary>
    internal NoteSet Notes { get; init; } = NoteSet.None;
}
