namespace Allocation.Core.Reports;

/// <summary>What a report tells: one state of a store, as it is shown.</summary>
public sealed record AllocationReport
{
    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The store, without any password.</summary>
    public required string Store { get; init; }

    /// <summary>What holds something and should not; the reason for people to look at the rest.</summary>
    public required IReadOnlyList<LeakLine> Leaks { get; init; }

    /// <summary>The pools of numbers by name.</summary>
    public required IReadOnlyList<ReportPool> Pools { get; init; }

    /// <summary>The pools of resources that commands make, by name.</summary>
    public required IReadOnlyList<ReportResourcePool> ResourcePools { get; init; }

    /// <summary>Living services by name, the first <see cref="ReportLimits.Lines"/> of them.</summary>
    public required IReadOnlyList<LeaseLine> Services { get; init; }

    /// <summary>How many living services there are.</summary>
    public required long ServiceCount { get; init; }

    /// <summary>Tickets that hold something, the first <see cref="ReportLimits.Lines"/> of them.</summary>
    public required IReadOnlyList<LeaseLine> Tickets { get; init; }

    /// <summary>How many tickets hold something.</summary>
    public required long TicketCount { get; init; }
}
