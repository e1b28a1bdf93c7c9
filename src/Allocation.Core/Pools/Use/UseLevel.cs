namespace Allocation.Core.Pools.Use;

/// <summary>How much of a pool is held, for people who look over many.</summary>
internal enum UseLevel
{
    /// <summary>There is room.</summary>
    Normal,

    /// <summary>People should look.</summary>
    High,

    /// <summary>Little is left.</summary>
    Full,
}
