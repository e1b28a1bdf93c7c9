using Allocation.Core.Errors;

namespace Allocation.Core.Pools.Notations;

/// <summary>What a caller says of how a new pool writes its numbers; nothing for numbers.</summary>
/// <param name="Network">The network of addresses or subnets.</param>
/// <param name="PrefixLength">How long the prefix of each subnet is.</param>
/// <param name="MacPrefix">What MAC addresses begin with.</param>
/// <param name="Pattern">The pattern of texts.</param>
/// <param name="Parent">The allocation of the subnet that has the addresses.</param>
internal sealed record NotationChoice(string? Network, long? PrefixLength, string? MacPrefix, string? Pattern, string? Parent = null)
{
    /// <summary>The notation; null for numbers, and for the addresses of a subnet, which the ledger tells.</summary>
    /// <param name="pool">The name of the pool, for messages.</param>
    /// <exception cref="InvalidPoolException">It is none, or several.</exception>
    public PoolNotation? Read(string pool)
    {
        var said = new[] { Network, MacPrefix, Pattern, Parent }.Count(text => text is not null);
        if (said > 1)
            throw Mistake(pool,
                "it gives one of a network, a subnet that is held, MAC addresses, or texts by a pattern, not several of them");
        if (PrefixLength is { } length && Network is null)
            throw Mistake(pool, $"the prefix length {length} needs the network that it divides");
        if (Network is not null && PrefixLength is { } bits)
            return SubnetNotation.Typed(pool, Network, (int)Math.Clamp(bits, -1, 1000));
        return Network is not null ? AddressNotation.Typed(pool, Network)
            : MacPrefix is not null ? MacNotation.Typed(pool, MacPrefix)
            : Pattern is not null ? TextNotation.Typed(pool, Pattern) : null;
    }

    private static InvalidPoolException Mistake(string pool, string what) => new(pool, $"Pool '{pool}' is not valid: {what}.");
}
