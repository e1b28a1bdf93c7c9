using Allocation.Cli.Output;
using Allocation.Core.Definitions;

namespace Allocation.Cli.Services;

/// <summary>A service definition as people see it.</summary>
internal sealed record DefinitionRow(string Name, int Version, string Identity, string Lifecycle, string? Description, string Document)
{
    /// <summary>The columns.</summary>
    public static IReadOnlyList<Column<DefinitionRow>> Columns { get; } =
    [
        Column<DefinitionRow>.Name("Name", d => d.Name),
        Column<DefinitionRow>.Number("Version", d => d.Version),
        Column<DefinitionRow>.Name("Identity", d => d.Identity),
        Column<DefinitionRow>.Name("Lifecycle", d => d.Lifecycle),
        Column<DefinitionRow>.Name("Description", d => d.Description),
    ];

    /// <summary>The view of a definition.</summary>
    public static DefinitionRow Of(ServiceDefinition definition) =>
        new(definition.Name, definition.Version, definition.Identity, definition.Lifecycle.Name,
            definition.Description, definition.Document);
}
