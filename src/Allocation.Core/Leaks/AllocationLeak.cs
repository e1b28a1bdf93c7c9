namespace Allocation.Core.Leaks;

/// <summary>Something that holds a number and should not, or the other way round; with what is known of it.</summary>
public sealed record AllocationLeak
{
    /// <summary>Names it as long as it is there.</summary>
    public string Id => IdOf(IntentId ?? ReservationId ?? LeaseId, Value);

    internal static string IdOf(string what, long? number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}:{number}").TrimEnd(':');

    /// <summary>What is wrong.</summary>
    public required LeakKind Kind { get; init; }

    /// <summary>The pool or inventory; null for a service that is stuck.</summary>
    public string? Pool { get; init; }

    /// <summary>The number; null when it is unknown.</summary>
    public long? Value { get; init; }

    /// <summary>The inventory's own id of the number, if it has one.</summary>
    public string? Handle { get; init; }

    /// <summary>The id under which the inventory has the number now, where that is not <see cref="Handle"/>.</summary>
    public string? ListedHandle { get; init; }

    /// <summary>When a person dismissed it; null while it is open.</summary>
    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>The lease that it was for.</summary>
    public required string LeaseId { get; init; }

    /// <summary>The name of that lease.</summary>
    public required string LeaseName { get; init; }

    /// <summary>The attribute of the lease.</summary>
    public string? Attribute { get; init; }

    /// <summary>The key of the claim that the inventory keeps with the number; null when no inventory told it.</summary>
    public string? Key { get; init; }

    /// <summary>The allocation in the ledger; null when there is none.</summary>
    public string? ReservationId { get; init; }

    /// <summary>The intent that points to it; null when there is none.</summary>
    public string? IntentId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many numbers are candidates for the same call, of which this is one; 0 when none can be named.</summary>
    public int Candidates { get; init; } = 1;

    /// <summary>What is known, in a sentence.</summary>
    public required string Detail { get; init; }
}
