using System.Globalization;
using Allocation.Cli.Output;
using Allocation.Core.ResourcePools;

namespace Allocation.Cli.Resources;

/// <summary>What people see of a resource.</summary>
internal static class ResourceColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<PoolResource>> All { get; } =
    [
        new("Id", r => r.Id.ToString(CultureInfo.InvariantCulture)) { Right = true, Rank = ColumnRank.Key },
        Column<PoolResource>.Key("Name", r => r.Name),
        Column<PoolResource>.Key("Pool", r => r.Pool),
        new("State", r => r.State.ToString()),
        Column<PoolResource>.Number("TicketId", r => r.TicketId),
        Column<PoolResource>.Words("Tags", r => string.Join(',', r.Tags.Select(t => t.Name))) with { Rank = ColumnRank.Spare },
        Column<PoolResource>.Number("Releases", r => r.Releases) with { Rank = ColumnRank.Detail },
        Column<PoolResource>.Words("Problem", r => r.Problem),
    ];
}
