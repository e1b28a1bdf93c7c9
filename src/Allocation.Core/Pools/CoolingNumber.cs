namespace Allocation.Core.Pools;

/// <summary>A number that was given back and is not yet free again.</summary>
/// <param name="Number">The number.</param>
/// <param name="FreedAt">When it was given back.</param>
/// <param name="ReadyAt">From when on it is free.</param>
public readonly record struct CoolingNumber(long Number, DateTimeOffset FreedAt, DateTimeOffset ReadyAt);
