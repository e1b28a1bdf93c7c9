using Allocation.Core.Definitions;
using Allocation.Core.Errors;
using Allocation.Core.Services;
using Allocation.Core.Storage.Notes;

namespace Allocation.Server.Rest.Bodies;

/// <summary>A VLAN service that is to be created.</summary>
internal sealed record VlanServiceBody : LeaseBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The pool of each number for which no other is named; null for <c>vlan</c>.</summary>
    public string? Pool { get; init; }

    /// <summary>The pool of the north number; null for that of both.</summary>
    public string? NorthPool { get; init; }

    /// <summary>The pool of the south number; null for that of both.</summary>
    public string? SouthPool { get; init; }

    /// <summary>Exactly this number on the north side; null for any.</summary>
    public long? NorthVlanId { get; init; }

    /// <summary>Exactly this number on the south side; null for any.</summary>
    public long? SouthVlanId { get; init; }

    /// <summary>Whether the service stays, rejected, with the one number it got when the other cannot be allocated.</summary>
    public bool KeepPartial { get; init; }

    /// <summary>The request.</summary>
    public VlanServiceRequest ToRequest() => new(Name)
    {
        NorthPool = PoolOf(nameof(NorthPool), NorthPool),
        SouthPool = PoolOf(nameof(SouthPool), SouthPool),
        NorthVlanId = NorthVlanId,
        SouthVlanId = SouthVlanId,
        KeepPartial = KeepPartial,
        Term = Term(),
        Notes = Notes(mistake => new InvalidServiceException(Name, mistake)).ApplyTo(NoteSet.None),
    };

    private string PoolOf(string side, string? named) =>
        ServerPool.Check(named is null ? nameof(Pool) : side, named ?? Pool ?? VlanServiceDefinition.DefaultPool);
}
