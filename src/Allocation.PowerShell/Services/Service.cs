using System.Management.Automation;
using Allocation.Core;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.PowerShell.Services;

/// <summary>A service instance as people see it. The property names are what scripts bind to.</summary>
public sealed class Service
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its id, unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The version of the definition it was last validated with.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>The state of its lifecycle.</summary>
    public required string State { get; init; }

    /// <summary>How often it was changed, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The values in force, else those being validated.</summary>
    public required PSObject Attributes { get; init; }

    /// <summary>The values that are being validated; null for none.</summary>
    public PSObject? Candidate { get; init; }

    /// <summary>The values in force; null for none.</summary>
    public PSObject? Active { get; init; }

    /// <summary>The values that were in force before; null for none.</summary>
    public PSObject? Rollback { get; init; }

    /// <summary>What it is for; null when nobody said so.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is; null when nobody said so.</summary>
    public string? Owner { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The view of an instance.</summary>
    internal static Service Of(AllocationSystem system, ServiceInstance instance)
    {
        PSObject? View(AttributeSet? set) => set is null ? null : AttributeValues.ToObject(system.Services.Show(instance, set));
        return new Service
        {
            Name = instance.Name,
            Id = instance.Id,
            Definition = instance.Definition,
            DefinitionVersion = instance.DefinitionVersion,
            State = instance.State,
            Version = instance.Version,
            Attributes = View(instance.Attributes)!,
            Candidate = View(instance.Candidate),
            Active = View(instance.Active),
            Rollback = View(instance.Rollback),
            Description = instance.Notes.Description,
            Owner = instance.Notes.Owner,
            Tag = instance.Notes.Tags,
            CreatedAt = instance.CreatedAt,
            UpdatedAt = instance.UpdatedAt,
        };
    }
}
