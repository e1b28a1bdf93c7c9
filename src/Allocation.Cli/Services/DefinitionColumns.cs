using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary>The columns of service definitions.</summary>
internal static class DefinitionColumns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Column<DefinitionRow>> All { get; } =
    [
        Column<DefinitionRow>.Key("Name", d => d.Name),
        Column<DefinitionRow>.Number("Version", d => d.Version),
        Column<DefinitionRow>.Words("Identity", d => d.Identity) with { Rank = ColumnRank.Spare },
        Column<DefinitionRow>.Words("Lifecycle", d => d.Lifecycle) with { Rank = ColumnRank.Spare },
        Column<DefinitionRow>.Words("Description", d => d.Description),
    ];
}
