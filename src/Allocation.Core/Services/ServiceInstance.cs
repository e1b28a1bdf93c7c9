using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Lifecycles;
using Allocation.Core.Ledger;
using Allocation.Core.Services.Attributes;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>
/// An instance of a service, as it is stored: three attribute sets and a state. A number counts as used while any set of
/// a living instance holds it. Source: Inmanta's service instances.
/// </summary>
public sealed record ServiceInstance : IDefinedInstance
{
    /// <summary>Its id, unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The name of its definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The version of the definition it was made with.</summary>
    public int DefinitionVersion { get; init; } = 1;

    /// <summary>Its name: unique, without case, among the living instances of the definition.</summary>
    public required string Name { get; init; }

    /// <summary>The state of its lifecycle.</summary>
    public required string State { get; init; }

    /// <summary>Whether it still lives; an ended one is history, and its name is free again.</summary>
    public bool Living { get; init; } = true;

    /// <summary>How often it was changed, from 1; goes up with each transfer, each renaming and each change of its notes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The values that are being validated.</summary>
    public AttributeSet? Candidate { get; init; }

    /// <summary>The values in force.</summary>
    public AttributeSet? Active { get; init; }

    /// <summary>The values that were in force before.</summary>
    public AttributeSet? Rollback { get; init; }

    /// <summary>When and for how long it holds what it holds.</summary>
    public LeaseTime Time { get; init; } = LeaseTime.Open;

    /// <summary>What people note of it.</summary>
    public NoteSet Notes { get; init; } = NoteSet.None;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>One of the three sets; null when it has no values.</summary>
    public AttributeSet? Set(InstanceSet set) => set switch
    {
        InstanceSet.Candidate => Candidate,
        InstanceSet.Active => Active,
        InstanceSet.Rollback => Rollback,
    };

    /// <summary>The instance with other values in one of the three sets.</summary>
    public ServiceInstance WithSet(InstanceSet set, AttributeSet values) => set switch
    {
        InstanceSet.Candidate => this with { Candidate = values },
        InstanceSet.Active => this with { Active = values },
        InstanceSet.Rollback => this with { Rollback = values },
    };

    /// <summary>The values that people mean when they ask for the instance: those in force, else those being validated.</summary>
    public AttributeSet Attributes => Active ?? Candidate ?? AttributeSet.Empty;
}
