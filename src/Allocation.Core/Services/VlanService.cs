using Allocation.Core.Definitions;
using Allocation.Core.Inventories;

namespace Allocation.Core.Services;

/// <summary>A VLAN service as people see it. The property names are what scripts bind to.</summary>
public sealed record VlanService
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its id, unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The state of its lifecycle, such as <c>up</c> or <c>rejected</c>.</summary>
    public required string State { get; init; }

    /// <summary>The VLAN id on the north side; null when it has none.</summary>
    public long? NorthVlanId { get; init; }

    /// <summary>The reservation id of the north VLAN id in the ledger.</summary>
    public string? NorthAllocationKey { get; init; }

    /// <summary>The VLAN id on the south side; null when it has none.</summary>
    public long? SouthVlanId { get; init; }

    /// <summary>The reservation id of the south VLAN id in the ledger.</summary>
    public string? SouthAllocationKey { get; init; }

    /// <summary>Where the north VLAN id comes from: a pool, <c>file:PATH</c> or <c>inventory:NAME</c>.</summary>
    public string? NorthPool { get; init; }

    /// <summary>Where the south VLAN id comes from: a pool, <c>file:PATH</c> or <c>inventory:NAME</c>.</summary>
    public string? SouthPool { get; init; }

    /// <summary>What it is for; null when nobody said so.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is; null when nobody said so.</summary>
    public string? Owner { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tag { get; init; } = [];

    /// <summary>When it begins, as planned; null for when it was made.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When it ends, as planned; null for open-ended.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The view of an instance.</summary>
    public static VlanService Of(ServiceInstance instance)
    {
        var attributes = instance.Attributes;
        return new VlanService
        {
            Name = instance.Name,
            Id = instance.Id,
            State = instance.State,
            NorthVlanId = attributes.Number(VlanServiceDefinition.North.Attribute),
            NorthAllocationKey = attributes.Text(VlanServiceDefinition.North.KeyAttribute),
            SouthVlanId = attributes.Number(VlanServiceDefinition.South.Attribute),
            SouthAllocationKey = attributes.Text(VlanServiceDefinition.South.KeyAttribute),
            NorthPool = PoolOf(VlanServiceDefinition.North),
            SouthPool = PoolOf(VlanServiceDefinition.South),
            Description = instance.Notes.Description,
            Owner = instance.Notes.Owner,
            Tag = instance.Notes.Tags,
            StartDate = instance.Time.Start,
            EndDate = instance.Time.End,
            CreatedAt = instance.CreatedAt,
        };

        string? PoolOf(VlanSide side) => attributes.Text(VlanServiceDefinition.PoolFile) is { } file
            ? PoolReference.OfFile(file).Text
            : attributes.Text(side.PoolAttribute);
    }
}
