namespace Allocation.Core.Ledger;

/// <summary>
/// A place in the order of the ledger. A page that begins after the last line of the one before costs the same wherever it
/// lies, and no line comes twice, whatever others write in between: a line never changes its place.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="Number">The number; -1 for a resource that is none.</param>
/// <param name="ResourceId">The resource.</param>
/// <param name="ReservationId">The allocation.</param>
public sealed record LedgerPosition(string Pool, long Number, string ResourceId, string ReservationId)
{
    private const string Last = "\U0010FFFF";

    /// <summary>The place of a line.</summary>
    public static LedgerPosition Of(AllocationRecord line) => new(line.Pool, line.Value ?? -1, line.ResourceId, line.ReservationId);

    /// <summary>The place behind all lines of a resource.</summary>
    public static LedgerPosition Behind(ResourceUse resource) =>
        new(resource.Pool, resource.Value ?? -1, resource.ResourceId, Last);

    /// <summary>The place behind all lines of the resource of a line.</summary>
    internal static LedgerPosition BehindResourceOf(AllocationRecord line) => Of(line) with { ReservationId = Last };
}
