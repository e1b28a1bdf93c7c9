using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core.Allocating;
using Allocation.Core.Direct;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;

namespace Allocation.Benchmarks.Sections;

/// <summary>
/// Taking addresses and subnets directly, beside taking numbers; and many direct allocations of numbers in one transaction, beside
/// inserting the same rows into the same tables with Microsoft.Data.Sqlite alone: without events, with them, and with them beside the
/// rows of the ledger alone.
/// </summary>
internal static class Direct
{
    private const int Batch = 1_000;
    private const double AtMost = 1.1;
    private const double AtLeast = 0.5;

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

        foreach (var result in BesideRows()) yield return result;
    }

    private static IEnumerable<Result> BesideRows()
    {
        using var told = new Pair(hasEvents: true);
        using var untold = new Pair(hasEvents: false);

        // One round ahead, so that the floor has rows whoever goes first.
        told.Take();
        untold.Take();
        var medians = Clock.Medians(25, 8, _ => told.Take(), _ => told.Insert(), _ => untold.Take(), _ => untold.Insert());
        var what = FormattableString.Invariant($"{Batch:N0} direct allocations, one transaction");
        yield return Result.Rate("m", what + ", without events", medians[2], medians[3], AtLeast);
        yield return Result.Rate("m", what + ", beside rows of ledger and events", medians[0], medians[1], AtLeast);
        yield return Result.Rate("m", what + ", beside rows of the ledger", medians[0], medians[3], AtLeast);
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

    private static BenchmarkStore Store(string? notation, NotAsked? notAsked = null)
    {
        var store = new BenchmarkStore(notAsked);
        store.Product.Pools.Create("p", notation is null
            ? new PoolChange { From = 0, To = 1L << 32 }
            : new PoolChange { Notation = PoolNotation.Parse(notation) });
        return store;
    }

    // Two stores: one in which the product takes numbers, and one in which the rows that it wrote are inserted alone.
    private sealed class Pair : IDisposable
    {
        private readonly BenchmarkStore _ours;
        private readonly BenchmarkStore _bare;
        private readonly BareRows _written;
        private readonly BareRows _floor;
        private readonly Queue<List<(string Table, object[] Values)>> _waiting = new();
        private readonly int _rows;
        private int _made;
        private long _told;

        public Pair(bool hasEvents)
        {
            _ours = Store(null, hasEvents ? null : new NotAsked());
            _bare = Store(null, hasEvents ? null : new NotAsked());
            _written = new BareRows(_ours.OpenBare());
            _floor = new BareRows(_bare.OpenBare());
            _rows = hasEvents ? 2 * Batch : Batch;
            _ = NewEvents();
        }

        public TimeSpan Take()
        {
            var requests = Requests(Batch, ref _made);
            IReadOnlyList<string> leases = [];
            var time = Clock.Time(() => leases = TakeAll(_ours, requests));
            _waiting.Enqueue([.. leases.SelectMany(lease => _written.Read("allocations", "lease_id = @value", lease)), .. NewEvents()]);
            return time;
        }

        public TimeSpan Insert()
        {
            var rows = _waiting.Dequeue();
            if (rows.Count != _rows) throw new InvalidOperationException($"Not {_rows} rows for {Batch} allocations.");
            return Clock.Time(() => _floor.Insert(rows));
        }

        public void Dispose()
        {
            _written.Dispose();
            _floor.Dispose();
            _ours.Dispose();
            _bare.Dispose();
        }

        private List<(string Table, object[] Values)> NewEvents()
        {
            var rows = _written.Read("events", "at > @value", _told.ToString(CultureInfo.InvariantCulture));
            if (rows.Count > 0) _told = rows.Max(row => (long)row.Values[0]);
            return rows;
        }
    }
}
