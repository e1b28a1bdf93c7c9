using Allocation.Cli.Output;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary>What people see of an allocation.</summary>
internal static class AllocationColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<AllocationRecord>> All { get; } =
    [
        Column<AllocationRecord>.Key("Pool", a => a.Pool),
        new("ResourceId", a => a.ResourceId) { Right = true, Rank = ColumnRank.Key },
        new("State", a => a.State.ToString()),
        Column<AllocationRecord>.Key("LeaseName", a => a.LeaseName),
        Column<AllocationRecord>.Words("Attribute", a => a.Attribute) with { Rank = ColumnRank.Spare },
        Column<AllocationRecord>.Time("StartDate", a => a.StartDate) with { Rank = ColumnRank.Spare },
        Column<AllocationRecord>.Time("EndDate", a => a.EndDate) with { Rank = ColumnRank.Spare },
        .. Column<AllocationRecord>.Notes(p => p.Description, p => p.Owner, p => p.Tag),
        new("ReservationId", a => a.ReservationId) { Rank = ColumnRank.Detail },
    ];
}
