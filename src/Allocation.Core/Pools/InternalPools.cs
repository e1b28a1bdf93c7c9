namespace Allocation.Core.Pools;

/// <summary>
/// Number pools that the product keeps for itself: ids within a resource pool, named counters, and what services keep values
/// of their own unique in. They are in the ledger as all numbers are, so none leaks or is given twice. A user's pool cannot
/// have such a name, because of the colon.
/// </summary>
internal static class InternalPools
{
    private const string IdPrefix = "id:";
    private const string CounterPrefix = "counter:";
    private const string ServicePrefix = "service:";

    /// <summary>The pool of the ids within a resource pool.</summary>
    public static string OfIds(string pool) => IdPrefix + pool;

    /// <summary>The pool of the values of a named counter, one for all resource pools.</summary>
    public static string OfCounter(string counter) => CounterPrefix + counter;

    /// <summary>The pool of the values that are unique within a scope of services.</summary>
    public static string OfService(string scope) => ServicePrefix + scope;

    /// <summary>Whether a number pool is one of these.</summary>
    public static bool Is(string pool) =>
        pool.StartsWith(IdPrefix, StringComparison.Ordinal) || pool.StartsWith(CounterPrefix, StringComparison.Ordinal)
        || pool.StartsWith(ServicePrefix, StringComparison.Ordinal);
}
