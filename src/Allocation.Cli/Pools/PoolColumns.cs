using Allocation.Cli.Output;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary>What people see of a pool.</summary>
internal static class PoolColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<AllocationPool>> All { get; } =
    [
        Column<AllocationPool>.Key("Name", p => p.Name),
        Column<AllocationPool>.Words("Gives", p => p.Gives),
        Column<AllocationPool>.Used(p => p.PercentUsed),
        Column<AllocationPool>.Number("Size", p => p.Size) with { Rank = ColumnRank.Spare },
        Column<AllocationPool>.Number("Held", p => p.Held) with { Rank = ColumnRank.Spare },
        Column<AllocationPool>.Number("Cooling", p => p.Cooling) with { Rank = ColumnRank.Spare },
        Column<AllocationPool>.Number("Free", p => p.Free),
        new("Strategy", p => p.Strategy.ToString()) { Rank = ColumnRank.Detail },
        new("ReuseDelay", p => p.ReuseDelay.ToString("c")) { Rank = ColumnRank.Detail },
        Column<AllocationPool>.Words("Excluded", p => p.Excluded.ToString()) with { Rank = ColumnRank.Detail },
        Column<AllocationPool>.WarnAt(p => p.WarnAt),
        .. Column<AllocationPool>.Notes(p => p.Description, p => p.Owner, p => p.Tag),
    ];
}
