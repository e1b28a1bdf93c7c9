namespace Allocation.Core.Pools;

/// <summary>Numbers of one pool that are free and stand side by side.</summary>
/// <param name="Range">The numbers, half-open, never empty.</param>
/// <param name="FreedAt">
/// In pools that give the least recently used number: when they were given back, or <see cref="NeverUsed"/>. Null in all other
/// pools, so that stores need to order by age only where it counts.
/// </param>
public readonly record struct FreeRange(NumberRange Range, DateTimeOffset? FreedAt)
{
    /// <summary>The age of numbers that were never given: before every other.</summary>
    public static DateTimeOffset NeverUsed { get; } = DateTimeOffset.UnixEpoch;
}
