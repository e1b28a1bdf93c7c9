using Allocation.Benchmarks.Measuring;
using Allocation.Core.Direct;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Benchmarks.Sections;

/// <summary>
/// Taking addresses and subnets directly, beside taking numbers; and many direct allocations of numbers in one transaction, beside
/// inserting the same rows of the ledger into the same table with Microsoft.Data.Sqlite alone.
/// </summary>
internal static class Direct
{
    private const int Batch = 1_000;
    private const double AtMost = 1.1;

    public static IEnumerable<Result> Run()
    {
        foreach (var count in new[] { 1, Batch })
        {
            using var numbers = Store(null);
            using var addresses = Store("address 2001:db8::/64");
            using var subnets = Store("subnet 2001:db8::/32 64");
            var made = 0;
            var (inARow, rounds, warmUp) = count == 1 ? (25, 120, 60) : (1, 25, 8);
            var medians = Clock.Medians(rounds, warmUp, _ => Take(numbers), _ => Take(addresses), _ => Take(subnets));
            var what = FormattableString.Invariant($"{count:N0}, one transaction");
            yield return Result.Time("m", $"addresses, beside numbers: {what}", medians[1], medians[0], AtMost);
            yield return Result.Time("m", $"subnets, beside numbers: {what}", medians[2], medians[0], AtMost);

            TimeSpan Take(BenchmarkStore store)
            {
                var orders = Enumerable.Range(0, inARow).Select(_ => Requests(count, ref made)).ToList();
                return Clock.Time(() => orders.ForEach(order => TakeAll(store, order))) / inARow;
            }
        }

        yield return BesideRows();
    }

    private static Result BesideRows()
    {
        using var ours = Store(null);
        using var bare = Store(null);
        using var written = new BareRows(ours.OpenBare());
        using var floor = new BareRows(bare.OpenBare());
        var waiting = new Queue<List<(string Table, object[] Values)>>();
        var made = 0;

        // One round ahead, so that the floor has rows whoever goes first.
        Take();
        var medians = Clock.Medians(25, 8, _ => Take(), _ => Insert());
        var what = FormattableString.Invariant($"{Batch:N0} direct allocations, one transaction");
        return Result.Rate("m", what, medians[0], medians[1], atLeast: 0.5);

        TimeSpan Take()
        {
            var requests = Requests(Batch, ref made);
            IReadOnlyList<string> leases = [];
            var time = Clock.Time(() => leases = TakeAll(ours, requests));
            waiting.Enqueue([.. leases.SelectMany(lease => written.Read("allocations", "lease_id = @value", lease))]);
            return time;
        }

        TimeSpan Insert()
        {
            var rows = waiting.Dequeue();
            if (rows.Count != Batch) throw new InvalidOperationException($"Not one row for each of {Batch} allocations.");
            return Clock.Time(() => floor.Insert(rows));
        }
    }

    private static IReadOnlyList<string> TakeAll(BenchmarkStore store, List<DirectRequest> requests)
    {
        var outcome = store.Product.Direct.TakeAll(requests);
        return outcome.Refusals is [var (_, error), ..] ? throw error : [.. outcome.Taken.Select(line => line.LeaseId)];
    }

    private static List<DirectRequest> Requests(int count, ref int made)
    {
        var first = made;
        made += count;
        return [.. Enumerable.Range(first, count).Select(n => new DirectRequest("p", FormattableString.Invariant($"d{n:D8}")))];
    }

    private static BenchmarkStore Store(string? notation)
    {
        var store = new BenchmarkStore();
        store.Product.Pools.Create("p", notation is null
            ? new PoolChange { From = 0, To = 1L << 32 }
            : new PoolChange { Notation = PoolNotation.Parse(notation) });
        return store;
    }
}
