using Allocation.Cli.Output;
using Allocation.Core.Pools;

namespace Allocation.Cli.Pools;

/// <summary>What people see of a pool.</summary>
internal static class PoolColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<AllocationPool>> All { get; } =
    [
        Column<AllocationPool>.Name("Name", p => p.Name),
        Column<AllocationPool>.Name("Gives", p => p.Gives),
        Column<AllocationPool>.Used(p => p.PercentUsed),
        Column<AllocationPool>.Number("Size", p => p.Size),
        Column<AllocationPool>.Number("Held", p => p.Held),
        Column<AllocationPool>.Number("Cooling", p => p.Cooling),
        Column<AllocationPool>.Number("Free", p => p.Free),
        new("Strategy", p => p.Strategy.ToString()),
        new("ReuseDelay", p => p.ReuseDelay.ToString("c")),
        Column<AllocationPool>.Name("Excluded", p => p.Excluded.ToString()),
        Column<AllocationPool>.WarnAt(p => p.WarnAt),
        .. Column<AllocationPool>.Notes(p => p.Description, p => p.Owner, p => p.Tag),
    ];
}
