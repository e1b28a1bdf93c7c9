namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Which numbers the claims of one transaction plan to take, so that an inventory is looked at once for all of them. What is planned is
/// looked at again before it is taken.
/// </summary>
internal sealed class NumberPlans
{
    private readonly Dictionary<string, IEnumerator<long>> _free = new(StringComparer.Ordinal);

    /// <summary>As <see cref="IInventory.Plan"/>.</summary>
    public long? Next(IInventory inventory, long? exactly, Func<long, bool> isTaken)
    {
        if (inventory is not IGroupInventory group) return inventory.Plan(exactly, isTaken);
        if (exactly is not null) return exactly;
        if (!_free.TryGetValue(group.Pool, out var free)) _free[group.Pool] = free = group.LookFree().GetEnumerator();
        while (free.MoveNext())
        {
            if (!isTaken(free.Current)) return free.Current;
        }

        return null;
    }
}
