using Allocation.Core.Pools;

namespace Allocation.Core.Reports;

/// <summary>A part of a large pool.</summary>
/// <param name="Range">The numbers, half-open.</param>
/// <param name="Held">How many of them are held.</param>
/// <param name="Cooling">How many wait for their reuse delay.</param>
/// <param name="Excluded">How many the pool never gives.</param>
public sealed record RangeBar(NumberRange Range, long Held, long Cooling, long Excluded)
{
    /// <summary>How many can be taken.</summary>
    public long Free => Math.Max(0, Range.Count - Held - Cooling - Excluded);
}
