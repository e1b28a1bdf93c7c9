using Allocation.Cli.Output;
using Allocation.Core.Inventories;
using Allocation.Core.Leaks;

namespace Allocation.Cli.Inventories;

/// <summary>What people see of inventories, of leaks, and of what became of them.</summary>
internal static class InventoryColumns
{
    /// <summary>Of an inventory.</summary>
    public static IReadOnlyList<Column<AllocationInventory>> All { get; } =
    [
        Column<AllocationInventory>.Key("Name", i => i.Name),
        new("Kind", i => i.Kind.ToString()),
        new("Source", i => i.Source),
        new("CanList", i => i.CanList.ToString()) { Rank = ColumnRank.Spare },
        Column<AllocationInventory>.Number("Held", i => i.Held),
        Column<AllocationInventory>.Words("Location", i => i.Location),
    ];

    /// <summary>Of a leak.</summary>
    public static IReadOnlyList<Column<AllocationLeak>> Leaks { get; } =
    [
        // Whole, because it is copied into the next command.
        new("Id", l => l.Id) { Rank = ColumnRank.Key },
        new("Kind", l => l.Kind.ToString()),
        Column<AllocationLeak>.Key("Pool", l => l.Pool),
        Column<AllocationLeak>.Number("Value", l => l.Value) with { Rank = ColumnRank.Key },
        Column<AllocationLeak>.Number("Candidates", l => l.Candidates) with { Rank = ColumnRank.Spare },
        Column<AllocationLeak>.Key("LeaseName", l => l.LeaseName),
        Column<AllocationLeak>.Time("Since", l => l.Since) with { Rank = ColumnRank.Spare },
        Column<AllocationLeak>.Words("Detail", l => l.Detail),
    ];

    /// <summary>Of what became of a leak.</summary>
    public static IReadOnlyList<Column<RepairOutcome>> Outcomes { get; } =
    [
        new("Id", o => o.Leak.Id) { Rank = ColumnRank.Key },
        new("Mended", o => o.Mended.ToString()),
        Column<RepairOutcome>.Words("Action", o => o.Action),
    ];
}
