using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Rows;

/// <summary>
/// The free numbers of pools as ranges that never overlap. Every lookup costs the same however many ranges there are.
/// The argument <c>pool</c> is everywhere the pool's name with its stored case. A change may be sent later, as in
/// <see cref="IAllocationRows.Add"/>; one that meets another row than it names is an <see cref="InvalidOperationException"/> then.
/// </summary>
public interface IFreeRangeRows
{
    /// <summary>The range with the lowest numbers, or null when nothing is free.</summary>
    FreeRange? Lowest(string pool);

    /// <summary>The range that was freed longest ago, the lowest of equals, of those that have a time; null when there is none.</summary>
    FreeRange? LeastRecentlyFreed(string pool);

    /// <summary>The last range that begins at or below <paramref name="number"/>, or null.</summary>
    FreeRange? AtOrBelow(string pool, long number);

    /// <summary>The first range that begins above <paramref name="number"/>, or null.</summary>
    FreeRange? Above(string pool, long number);

    /// <summary>What <see cref="AtOrBelow"/> and <see cref="Above"/> give, asked for at once.</summary>
    (FreeRange? AtOrBelow, FreeRange? Above) Around(string pool, long number);

    /// <summary>All ranges in order of their numbers.</summary>
    IEnumerable<FreeRange> All(string pool);

    /// <summary>How many numbers are free.</summary>
    long Total(string pool);

    /// <summary>Adds a range that overlaps none.</summary>
    void Add(string pool, FreeRange range);

    /// <summary>Replaces the range that begins at <paramref name="from"/>.</summary>
    void Replace(string pool, long from, FreeRange range);

    /// <summary>Removes the range that begins at <paramref name="from"/>.</summary>
    void Remove(string pool, long from);

    /// <summary>Removes all ranges of the pool.</summary>
    void Clear(string pool);
}
