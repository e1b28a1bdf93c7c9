using Allocation.Cli.Output;
using Allocation.Core.Usage;

namespace Allocation.Cli.Pools;

/// <summary>The table of what an export wrote.</summary>
internal static class PoolExportColumns
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<PoolExport>> All { get; } =
    [
        Column<PoolExport>.Key("Pool", e => e.Pool),
        Column<PoolExport>.Words("File", e => e.File),
        Column<PoolExport>.Number("Rows", e => e.Rows),
    ];
}
