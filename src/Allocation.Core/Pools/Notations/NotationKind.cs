namespace Allocation.Core.Pools.Notations;

/// <summary>What the numbers of a pool are written as.</summary>
public enum NotationKind
{
    /// <summary>Numbers: <c>150</c>.</summary>
    Number,

    /// <summary>Addresses of a network: <c>10.20.0.7</c>.</summary>
    Address,

    /// <summary>Subnets of a network, all of one length: <c>10.20.7.0/24</c>.</summary>
    Subnet,

    /// <summary>MAC addresses that begin alike: <c>52:54:00:00:00:07</c>.</summary>
    Mac,

    /// <summary>Texts with a number in them: <c>web-007</c>.</summary>
    Text,
}
