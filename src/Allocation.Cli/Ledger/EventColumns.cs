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
        new("Subject", e => e.Subject.ToString()),
        Column<AllocationEvent>.Name("Name", e => e.Name),
        Column<AllocationEvent>.Name("Actor", e => e.Actor),
        Column<AllocationEvent>.Name("Command", e => e.Command),
        Column<AllocationEvent>.Name("Summary", e => e.Summary),
    ];
}
