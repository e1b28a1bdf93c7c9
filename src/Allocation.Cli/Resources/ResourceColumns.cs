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
        new("Id", r => r.Id.ToString(CultureInfo.InvariantCulture)) { Right = true },
        Column<PoolResource>.Name("Name", r => r.Name),
        Column<PoolResource>.Name("Pool", r => r.Pool),
        new("State", r => r.State.ToString()),
        Column<PoolResource>.Number("TicketId", r => r.TicketId),
        Column<PoolResource>.Name("Tags", r => string.Join(',', r.Tags.Select(t => t.Name))),
        Column<PoolResource>.Number("Releases", r => r.Releases),
        Column<PoolResource>.Name("Problem", r => r.Problem),
    ];
}
