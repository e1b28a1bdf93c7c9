using System.Text.Json.Nodes;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Results;

/// <summary>A service of any definition as people see it.</summary>
internal sealed record ServiceRow(
    string Name,
    string Id,
    string Definition,
    int DefinitionVersion,
    string State,
    int Version,
    JsonObject Attributes,
    JsonObject? Candidate,
    JsonObject? Active,
    JsonObject? Rollback,
    string? Description,
    string? Owner,
    IReadOnlyList<string> Tag,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The view of an instance.</summary>
    public static ServiceRow Of(AllocationSystem system, ServiceInstance instance)
    {
        JsonObject? Show(AttributeSet? set) => set is null ? null : system.Services.Show(instance, set);
        return new(
            instance.Name,
            instance.Id,
            instance.Definition,
            instance.DefinitionVersion,
            instance.State,
            instance.Version,
            Show(instance.Attributes)!,
            Show(instance.Candidate),
            Show(instance.Active),
            Show(instance.Rollback),
            instance.Notes.Description,
            instance.Notes.Owner,
            instance.Notes.Tags,
            instance.CreatedAt,
            instance.UpdatedAt);
    }
}
