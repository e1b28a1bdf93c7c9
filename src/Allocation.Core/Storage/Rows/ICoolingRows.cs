using Allocation.Core.Pools;

namespace Allocation.Core.Storage.Rows;

/// <summary>Numbers that were given back and wait for their reuse delay. A number is here at most once a pool.</summary>
public interface ICoolingRows
{
    /// <summary>The entry of one number, or null.</summary>
    CoolingNumber? Find(string pool, long number);

    /// <summary>Those that are ready at <paramref name="now"/>, the earliest first, then by number.</summary>
    IReadOnlyList<CoolingNumber> Due(string pool, DateTimeOffset now);

    /// <summary>All entries by number.</summary>
    IReadOnlyList<CoolingNumber> All(string pool);

    /// <summary>How many there are.</summary>
    long Count(string pool);

    /// <summary>Adds one.</summary>
    void Add(string pool, CoolingNumber number);

    /// <summary>Removes one; nothing when it is not there.</summary>
    void Remove(string pool, long number);
}
