using Allocation.Core.Definitions;

namespace Allocation.Core.Results;

/// <summary>A service definition as people see it.</summary>
internal sealed record DefinitionRow(string Name, int Version, string Identity, string Lifecycle, string? Description, string Document)
{
    /// <summary>The view of a definition.</summary>
    public static DefinitionRow Of(ServiceDefinition definition) =>
        new(definition.Name, definition.Version, definition.Identity, definition.Lifecycle.Name,
            definition.Description, definition.Document);
}
