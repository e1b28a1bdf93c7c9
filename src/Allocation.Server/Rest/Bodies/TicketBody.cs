using Allocation.Core.Tickets;

namespace Allocation.Server.Rest.Bodies;

/// <summary>A ticket that is to be opened.</summary>
internal sealed record TicketBody
{
    /// <summary>The tags that the resource must have; at least one.</summary>
    public required IReadOnlyList<string> Tag { get; init; }

    /// <summary>A used resource is given only within the same sandbox; null for an unused one.</summary>
    public string? Sandbox { get; init; }

    /// <summary>When its time begins, as the ledger shows it; null for at once.</summary>
    public string? StartDate { get; init; }

    /// <summary>When it is closed by itself; null for never, or for a lifetime.</summary>
    public string? EndDate { get; init; }

    /// <summary>How long after its begin it is closed by itself.</summary>
    public string? Lifetime { get; init; }

    /// <summary>What for.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether a ticket that no pool can serve may wait for such a pool.</summary>
    public bool AllowUnsatisfiable { get; init; }

    /// <summary>The request.</summary>
    public TicketRequest ToRequest() => new()
    {
        Tag = Tag,
        Sandbox = Sandbox,
        StartDate = BodyTime.At(nameof(StartDate), StartDate),
        EndDate = BodyTime.At(nameof(EndDate), EndDate),
        Lifetime = BodyTime.Long(nameof(Lifetime), Lifetime),
        Reason = Reason,
        Owner = Owner,
        AllowUnsatisfiable = AllowUnsatisfiable,
    };
}
