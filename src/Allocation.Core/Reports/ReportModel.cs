using Allocation.Core.Leaks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Reports;

/// <summary>What a report tells: one state of a store, as it is shown.</summary>
internal sealed record AllocationReport
{
    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The store, without any password.</summary>
    public required string Store { get; init; }

    /// <summary>What holds something and should not; the reason for people to look at the rest.</summary>
    public required IReadOnlyList<LeakLine> Leaks { get; init; }

    /// <summary>Whether it tells only of what was looked for.</summary>
    public bool IsSearch { get; init; }

    /// <summary>The numbers that were looked for, each in the pools that give it.</summary>
    public IReadOnlyList<NumberLine> Numbers { get; init; } = [];

    /// <summary>What could not be looked at, as sentences; without them, no leaks would mean that there are none.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The pools of numbers by name.</summary>
    public required IReadOnlyList<ReportPool> Pools { get; init; }

    /// <summary>The pools of resources that commands make, by name.</summary>
    public required IReadOnlyList<ReportResourcePool> ResourcePools { get; init; }

    /// <summary>Living services by name, the first <see cref="ReportLimits.Lines"/> of them.</summary>
    public required IReadOnlyList<LeaseLine> Services { get; init; }

    /// <summary>How many living services there are.</summary>
    public required long ServiceCount { get; init; }

    /// <summary>Direct allocations, the first <see cref="ReportLimits.Lines"/> of them.</summary>
    public required IReadOnlyList<LeaseLine> Direct { get; init; }

    /// <summary>How many numbers are allocated directly.</summary>
    public required long DirectCount { get; init; }

    /// <summary>Open tickets by id, the first <see cref="ReportLimits.Lines"/> of them.</summary>
    public required IReadOnlyList<TicketLine> Tickets { get; init; }

    /// <summary>How many tickets are open, with a resource or without.</summary>
    public required long TicketCount { get; init; }

    /// <summary>The open tickets that wait, by their tags and the reason.</summary>
    public required IReadOnlyList<WaitingLine> Waiting { get; init; }

    /// <summary>What is wrong with resource pools, by name.</summary>
    public IEnumerable<(string Pool, string Problem)> Problems => ResourcePools
        .Where(section => section.Pool.Problem is not null)
        .Select(section => (section.Pool.Name, section.Pool.Problem!));
}

/// <summary>What inventories say that a crash left.</summary>
/// <param name="Leaks">What was found.</param>
/// <param name="Notices">Why there may be more, as sentences: an inventory did not answer.</param>
internal sealed record ExternalLeaks(IReadOnlyList<AllocationLeak> Leaks, IReadOnlyList<string> Notices)
{
    /// <summary>Nothing.</summary>
    public static ExternalLeaks None { get; } = new([], []);
}

/// <summary>One pool in a report.</summary>
/// <param name="Pool">Its settings and how full it is.</param>
/// <param name="Trend">How many were held at the end of each of the last days, oldest first; the last one is now.</param>
/// <param name="Cells">The numbers that are not simply free, in order, of a pool that is drawn number by number; otherwise null.</param>
/// <param name="Bars">Equal parts of the range, in order, of a pool that is too large for that; otherwise null.</param>
internal sealed record ReportPool(AllocationPool Pool, IReadOnlyList<long> Trend, IReadOnlyList<NumberCell>? Cells,
    IReadOnlyList<RangeBar>? Bars);

/// <summary>One resource pool in a report.</summary>
/// <param name="Pool">Its settings and what its resources do.</param>
/// <param name="Trend">How many were held at the end of each of the last days, oldest first; the last one is now.</param>
internal sealed record ReportResourcePool(ResourcePoolStatus Pool, IReadOnlyList<long> Trend);

/// <summary>One number that is not simply free.</summary>
/// <param name="Number">The number.</param>
/// <param name="State">What it is instead.</param>
/// <param name="Text">Who holds it, or until when it waits; null when there is no more to say.</param>
internal sealed record NumberCell(long Number, CellState State, string? Text);

/// <summary>One number of a pool that was looked for.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="ResourceId">The number as the pool writes it.</param>
/// <param name="Cell">What it is; null when it is free.</param>
/// <param name="ReservationId">Its allocation, where it is held directly; otherwise null.</param>
internal sealed record NumberLine(string Pool, string ResourceId, NumberCell? Cell, string? ReservationId);

/// <summary>What a number of a pool is when it is not free.</summary>
internal enum CellState
{
    /// <summary>A lease holds it.</summary>
    Held,

    /// <summary>It is held and should not be.</summary>
    Leaked,

    /// <summary>It was given back and waits for its reuse delay.</summary>
    Cooling,

    /// <summary>The pool never gives it.</summary>
    Excluded,
}

/// <summary>A part of a large pool.</summary>
/// <param name="Range">The numbers, half-open.</param>
/// <param name="Held">How many of them are held.</param>
/// <param name="Cooling">How many wait for their reuse delay.</param>
/// <param name="Excluded">How many the pool never gives.</param>
internal sealed record RangeBar(NumberRange Range, long Held, long Cooling, long Excluded)
{
    /// <summary>How many can be taken.</summary>
    public long Free => Math.Max(0, Range.Count - Held - Cooling - Excluded);
}

/// <summary>A service or a direct allocation in a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The definition of a service; empty for a direct allocation.</param>
/// <param name="State">The state it is in.</param>
/// <param name="Holds">What it holds, for people, such as <c>north_vlan_id 100 (vlan)</c>.</param>
/// <param name="Start">When it began or begins, UTC.</param>
/// <param name="End">When it ends, UTC; null for open-ended.</param>
/// <param name="Notes">What is noted of it.</param>
/// <param name="Id">The id of a service; the reservation id of a direct allocation.</param>
internal sealed record LeaseLine(string Name, string Kind, string State, IReadOnlyList<string> Holds,
    DateTimeOffset Start, DateTimeOffset? End, NoteSet Notes, string Id);

/// <summary>An open ticket in a report.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">The state it is in, for people.</param>
/// <param name="Tag">The tags it asks for.</param>
/// <param name="Holds">What it holds; while it waits, its place and why it waits.</param>
/// <param name="Opened">When it was opened, UTC.</param>
/// <param name="End">When it closes by itself, UTC; null for never.</param>
/// <param name="Notes">What it is for, and whose it is.</param>
internal sealed record TicketLine(long Id, string State, IReadOnlyList<string> Tag, string Holds, DateTimeOffset Opened,
    DateTimeOffset? End, NoteSet Notes);

/// <summary>Tickets that wait for the same tags and the same reason.</summary>
/// <param name="Tag">The tags.</param>
/// <param name="Reason">Why they wait, as a clause.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Since">When the first one was opened, UTC.</param>
internal sealed record WaitingLine(IReadOnlyList<string> Tag, string Reason, long Count, DateTimeOffset Since);

/// <summary>A resource that is held and should not be.</summary>
/// <param name="Pool">Its pool.</param>
/// <param name="ResourceId">The resource.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Since">When it was taken, UTC.</param>
/// <param name="Reason">Why it should not be held, as a clause.</param>
internal sealed record LeakLine(string Pool, string ResourceId, string Holder, DateTimeOffset Since, string Reason);

/// <summary>How much of a store a page shows, so that a browser on a phone still opens it.</summary>
internal static class ReportLimits
{
    /// <summary>The largest pool that is drawn number by number; a larger one is drawn as bars.</summary>
    public const long Cells = 4500;

    /// <summary>How many pools are drawn at all; the rest have their figures only.</summary>
    public const int Maps = 40;

    /// <summary>As how many bars a large pool is drawn.</summary>
    public const int Bars = 100;

    /// <summary>How many rows of a pool are read one by one for its bars; of a pool that holds more, each bar is counted.</summary>
    public const long Walked = 5000;

    /// <summary>How many lines a table has.</summary>
    public const int Lines = 1000;

    /// <summary>How many leaks are listed.</summary>
    public const int Leaks = 500;

    /// <summary>How many days the trend goes back.</summary>
    public const int TrendDays = 30;
}
