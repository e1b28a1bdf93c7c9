using System.Globalization;
using Allocation.Cli.Output;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Pools;

/// <summary>What people see of a resource pool.</summary>
internal static class ResourcePoolColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<ResourcePoolStatus>> All { get; } =
    [
        Column<ResourcePoolStatus>.Key("Name", p => p.Name),
        Column<ResourcePoolStatus>.Used(p => p.PercentUsed),
        Column<ResourcePoolStatus>.Number("Max", p => p.Max),
        Column<ResourcePoolStatus>.Number("Up", p => p.Up) with { Rank = ColumnRank.Spare },
        Column<ResourcePoolStatus>.Number("Ready", p => p.Ready),
        Column<ResourcePoolStatus>.Number("Taken", p => p.Taken),
        Column<ResourcePoolStatus>.Number("Starting", p => p.Starting) with { Rank = ColumnRank.Spare },
        Column<ResourcePoolStatus>.Number("Deleting", p => p.Deleting) with { Rank = ColumnRank.Spare },
        Column<ResourcePoolStatus>.Number("Releasing", p => p.Releasing) with { Rank = ColumnRank.Spare },
        Column<ResourcePoolStatus>.Number("Leaked", p => p.Leaked),
        new("SuccessRate", p => p.SuccessRate?.ToString("P0", CultureInfo.InvariantCulture)) { Right = true, Rank = ColumnRank.Spare },
        new("Mode", p => p.Removed ? "removed" : p.Draining ? "draining" : p.Paused ? "paused" : "filling"),
        Column<ResourcePoolStatus>.Words("Tag", p => string.Join(',', p.Tag.Concat(p.TagOnDemand.Select(t => t + "*")))),
        Column<ResourcePoolStatus>.WarnAt(p => p.WarnAt),
    ];
}
