using Allocation.Cli.Output;
using Allocation.Core.Results;

namespace Allocation.Cli.Services;

/// <summary>The columns of service definitions.</summary>
internal static class DefinitionColumns
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Column<DefinitionRow>> All { get; } =
    [
        Column<DefinitionRow>.Name("Name", d => d.Name),
        Column<DefinitionRow>.Number("Version", d => d.Version),
        Column<DefinitionRow>.Name("Identity", d => d.Identity),
        Column<DefinitionRow>.Name("Lifecycle", d => d.Lifecycle),
        Column<DefinitionRow>.Name("Description", d => d.Description),
    ];
}
