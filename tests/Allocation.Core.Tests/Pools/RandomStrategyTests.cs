using Allocation.Core.Allocating;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Memory;

namespace Allocation.Core.Tests.Pools;

public sealed class RandomStrategyTests
{
    private const int Seeds = 200;

    [Fact]
    public void An_empty_pool_gives_any_number_first() =>
        Assert.True(FirstNumbers([]).Count > Seeds / 2);

    [Fact]
    public void The_number_behind_a_long_stretch_of_used_ones_cannot_be_foreseen_either() =>
        Assert.True(FirstNumbers([new NumberRange(0, 9_000)]).Count > Seeds / 2);

    [Fact]
    public void The_last_free_number_is_found() =>
        Assert.Equal([4_321L], FirstNumbers([new NumberRange(0, 4_321), new NumberRange(4_322, 10_000)]));

    private static HashSet<long> FirstNumbers(NumberRange[] excluded)
    {
        var found = new HashSet<long>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (clock, store) = (new ManualClock(), new MemoryStore(StoreUri.Default));
            var ids = new TimeOrderedIds(clock);
            new PoolCatalog(store, clock).Create("p", new PoolChange
            {
                From = 0,
                To = 10_000,
                Excluded = excluded,
                Strategy = PoolStrategy.Random,
            });
            var numbers = new NumberAllocator(clock, ids, new Random(seed));
            found.Add(store.Run(session => numbers.Take(session, "p", null, new Lease("l", "l", LeaseKind.Service), "a").Value!.Value));
        }

        return found;
    }
}
