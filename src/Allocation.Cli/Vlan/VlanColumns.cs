using Allocation.Cli.Output;
using Allocation.Core.Services;

namespace Allocation.Cli.Vlan;

/// <summary>What people see of a VLAN service.</summary>
internal static class VlanColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<VlanService>> All { get; } =
    [
        Column<VlanService>.Key("Name", s => s.Name),
        new("State", s => s.State),
        Column<VlanService>.Number("NorthVlanId", s => s.NorthVlanId),
        Column<VlanService>.Number("SouthVlanId", s => s.SouthVlanId),
        Column<VlanService>.Time("CreatedAt", s => s.CreatedAt) with { Rank = ColumnRank.Spare },
        Column<VlanService>.Time("EndDate", s => s.EndDate) with { IsExtra = true, Rank = ColumnRank.Spare },
        .. Column<VlanService>.Notes(p => p.Description, p => p.Owner, p => p.Tag),
    ];
}
