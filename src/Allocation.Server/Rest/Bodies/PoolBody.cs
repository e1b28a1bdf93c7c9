using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>A pool of numbers that is to be created.</summary>
internal sealed record PoolBody : PoolSettingsBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The network whose addresses or subnets it gives.</summary>
    public string? Network { get; init; }

    /// <summary>How long the prefix of each subnet is.</summary>
    public long? PrefixLength { get; init; }

    /// <summary>What its MAC addresses begin with.</summary>
    public string? MacPrefix { get; init; }

    /// <summary>The pattern of its texts.</summary>
    public string? Pattern { get; init; }

    /// <summary>The reservation id of the subnet whose addresses it gives.</summary>
    public string? ParentAllocation { get; init; }

    /// <summary>The settings.</summary>
    /// <exception cref="RequestRefusedException">They do not say what the pool gives.</exception>
    public PoolChange ToSettings()
    {
        var settings = ToChange(Name) with
        {
            Notation = new NotationChoice(Network, PrefixLength, MacPrefix, Pattern, ParentAllocation).Read(Name),
            ParentAllocation = ParentAllocation,
        };
        return !settings.LacksRange
            ? settings
            : throw RequestRefusedException.Usage("The body must say what the pool gives: From and To, or Range, Network, MacPrefix, " +
                "ParentAllocation, or a Pattern that says how many digits its numbers have.");
    }
}
