using Allocation.Core.Pools;
using Allocation.Core.Storage.Rows;

namespace Allocation.Stores.Memory;

internal sealed class MemoryCoolingRows(MemorySession session) : ICoolingRows
{
    public CoolingNumber? Find(string pool, long number) => session.State.Cooling.TryFind((pool, number), out var found) ? found : null;

    public IReadOnlyList<CoolingNumber> Due(string pool, DateTimeOffset now) =>
        [.. session.State.CoolingByReady.Between((pool, long.MinValue, long.MinValue), (pool, now.UtcTicks + 1, long.MinValue))];

    public IReadOnlyList<CoolingNumber> All(string pool) =>
        [.. session.State.Cooling.Between((pool, long.MinValue), (KeyOrder.After(pool), long.MinValue))];

    public long Count(string pool) => session.State.Cooling.CountBetween((pool, long.MinValue), (KeyOrder.After(pool), long.MinValue));

    public void Add(string pool, CoolingNumber number)
    {
        if (Find(pool, number.Number) is not null)
            throw new InvalidOperationException($"Number {number.Number} of pool {pool} is already cooling down.");
        session.State = session.State with
        {
            Cooling = session.State.Cooling.With((pool, number.Number), number),
            CoolingByReady = session.State.CoolingByReady.With(ReadyKey(pool, number), number),
        };
    }

    public void Remove(string pool, long number)
    {
        if (Find(pool, number) is not { } found) return;
        session.State = session.State with
        {
            Cooling = session.State.Cooling.Without((pool, number)),
            CoolingByReady = session.State.CoolingByReady.Without(ReadyKey(pool, found)),
        };
    }

    private static (string, long, long) ReadyKey(string pool, CoolingNumber number) => (pool, number.ReadyAt.UtcTicks, number.Number);
}
