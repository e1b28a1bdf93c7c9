using Allocation.Cli.Output;
using Allocation.Core.Ledger;

namespace Allocation.Cli.Ledger;

/// <summary>What people see of an allocation.</summary>
internal static class AllocationColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<AllocationRecord>> All { get; } =
    [
        Column<AllocationRecord>.Name("Pool", a => a.Pool),
        new("ResourceId", a => a.ResourceId) { Right = true, Breaks = true },
        new("State", a => a.State.ToString()),
        Column<AllocationRecord>.Name("LeaseName", a => a.LeaseName),
        Column<AllocationRecord>.Name("Attribute", a => a.Attribute),
        Column<AllocationRecord>.Time("StartDate", a => a.StartDate),
        Column<AllocationRecord>.Time("EndDate", a => a.EndDate),
        .. Column<AllocationRecord>.Notes(p => p.Description, p => p.Owner, p => p.Tag),
    ];
}
