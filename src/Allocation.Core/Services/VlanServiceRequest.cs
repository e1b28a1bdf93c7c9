using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Services;

/// <summary>What a caller asks of a new VLAN service.</summary>
/// <param name="Name">Its name.</param>
public sealed record VlanServiceRequest(string Name)
{
    /// <summary>The pool of the north number.</summary>
    public string NorthPool { get; init; } = VlanServiceDefinition.DefaultPool;

    /// <summary>The pool of the south number.</summary>
    public string SouthPool { get; init; } = VlanServiceDefinition.DefaultPool;

    /// <summary>Exactly this number on the north side; null for any.</summary>
    public long? NorthVlanId { get; init; }

    /// <summary>Exactly this number on the south side; null for any.</summary>
    public long? SouthVlanId { get; init; }

    /// <summary>The full path of the VLAN pool file that gives both numbers instead of the pools; or null.</summary>
    public string? PoolFile { get; init; }

    /// <summary>From when to when it shall hold its numbers.</summary>
    public LeaseTerm Term { get; init; } = LeaseTerm.Open;

    /// <summary>What is noted of it.</summary>
    public NoteSet Notes { get; init; } = NoteSet.None;

    /// <summary>Whether the service stays, rejected, with the one number it got when the other cannot be allocated.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>The request to the engine.</summary>
    /// <exception cref="InvalidServiceException">The name, or a number that was asked for, is not acceptable.</exception>
    public ServiceRequest ToRequest()
    {
        var attributes = new JsonObject
        {
            ["name"] = Name ?? "",
            [VlanServiceDefinition.North.PoolAttribute] = NorthPool,
            [VlanServiceDefinition.South.PoolAttribute] = SouthPool,
        };
        if (NorthVlanId is { } north) attributes[VlanServiceDefinition.North.RequestAttribute] = north;
        if (SouthVlanId is { } south) attributes[VlanServiceDefinition.South.RequestAttribute] = south;
        if (PoolFile is not null) attributes[VlanServiceDefinition.PoolFile] = PoolFile;
        var request = ServiceRequest.Of(VlanServiceDefinition.Instance, attributes, KeepPartial) with { Term = Term, Notes = Notes };
        if (NorthVlanId < 0 || SouthVlanId < 0) throw new InvalidServiceException(Name, $"'{Name}' cannot have a VLAN id below 0.");
        if (NorthVlanId is { } both && both == SouthVlanId
            && (PoolFile is not null || Storage.NameKey.Of(NorthPool) == Storage.NameKey.Of(SouthPool)))
            throw new InvalidServiceException(Name, $"'{Name}' cannot have {both} on both sides from one pool.");
        return request;
    }
}
