using Allocation.Core.Storage;

namespace Allocation.Core.Allocating;

/// <summary>Locks the pools of a step before it takes or gives back in one of them: in one order, whichever the step itself has, or two
/// steps could each wait for the other's pool.</summary>
internal static class PoolOrder
{
    /// <summary>Locks the pools of these names; names of no pool are left out.</summary>
    public static void Lock(IStoreSession session, IEnumerable<string> names)
    {
        var keys = names.Select(NameKey.Of).Distinct().Order(CodePointOrder.Instance).ToList();
        if (keys.Count < 2) return;
        foreach (var key in keys) session.Pools.Lock(key);
    }
}
