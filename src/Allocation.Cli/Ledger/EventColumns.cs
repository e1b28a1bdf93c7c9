using Allocation.Cli.Output;
using Allocation.Core.Storage.Events;

namespace Allocation.Cli.Ledger;

/// <summary>What people see of an event.</summary>
internal static class EventColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<AllocationEvent>> All { get; } =
    [
        Column<AllocationEvent>.Time("Time", e => e.Time),
        new("Kind", e => e.Kind.ToString()),
        new("Subject", e => e.Subject.ToString()) { Rank = ColumnRank.Detail },
        Column<AllocationEvent>.Key("Name", e => e.Name),
        Column<AllocationEvent>.Words("Actor", e => e.Actor) with { Rank = ColumnRank.Spare },
        Column<AllocationEvent>.Words("Command", e => e.Command) with { Rank = ColumnRank.Detail },
        Column<AllocationEvent>.Words("Summary", e => e.Summary),
    ];
}
