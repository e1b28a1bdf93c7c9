namespace Allocation.Core.Pools;

/// <summary>Numbers of one pool that are free and stand side by side.</summary>
/// <param name="Range">The numbers, half-open, never empty.</param>
/// <param name="FreedAt">When they were given back, in pools that give the least recently used number; null for never used, and in all other pools.</param>
public readonly record struct FreeRange(NumberRange Range, DateTimeOffset? FreedAt);
