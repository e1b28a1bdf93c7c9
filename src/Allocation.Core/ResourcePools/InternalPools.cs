namespace Allocation.Core.ResourcePools;

/// <summary>
/// Number pools that resource pools keep for themselves: ids within a pool, and named counters. They are in the ledger as
/// all numbers are, so none leaks or is given twice. A user's pool cannot have such a name, because of the colon.
/// </summary>
public static class InternalPools
{
    private const string IdPrefix = "id:";
    private const string CounterPrefix = "counter:";

    /// <summary>The pool of the ids within a resource pool.</summary>
    public static string OfIds(string pool) => IdPrefix + pool;

    /// <summary>The pool of the values of a named counter, one for all resource pools.</summary>
    public static string OfCounter(string counter) => CounterPrefix + counter;

    /// <summary>Whether a number pool is one of these.</summary>
    public static bool Is(string pool) =>
        pool.StartsWith(IdPrefix, StringComparison.Ordinal) || pool.StartsWith(CounterPrefix, StringComparison.Ordinal);
}
