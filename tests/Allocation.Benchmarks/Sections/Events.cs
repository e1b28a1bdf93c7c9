using System.Globalization;
using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Allocating;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Stores;

namespace Allocation.Benchmarks.Sections;

/// <summary>Making services with the events of who made them, beside the same without: a preview's system, which records nothing, over a
/// real store. And reading events.</summary>
internal static class Events
{
    private const double AtMost = 1.15;
    private const int Batch = 1_000;

    public static IEnumerable<Result> Run()
    {
        using var told = new BenchmarkStore();
        using var untold = new BenchmarkStore();
        yield return Compare("SQLite: one service", told.Uri, untold.Uri, 1, inARow: 25, rounds: 200, warmUp: 100);
        yield return Compare(FormattableString.Invariant($"SQLite: {Batch:N0} services, one transaction"), told.Uri, untold.Uri, Batch,
            inARow: 1, rounds: 30, warmUp: 8);
        foreach (var result in Read(told)) yield return result;
        if (!PostgresCluster.IsInstalled) yield break;
        using var cluster = new PostgresCluster("");
        var (first, second) = (StoreUri.Parse(cluster.StoreText("told"), "/"), StoreUri.Parse(cluster.StoreText("untold"), "/"));
        yield return Compare("PostgreSQL: one service", first, second, 1, inARow: 10, rounds: 100, warmUp: 40);
        yield return Compare(FormattableString.Invariant($"PostgreSQL: {Batch:N0} services, one transaction"), first, second, Batch,
            inARow: 1, rounds: 12, warmUp: 5);
    }

    private static Result Compare(string what, StoreUri told, StoreUri untold, int services, int inARow, int rounds, int warmUp)
    {
        using var with = Open(told, notAsked: null);
        using var without = Open(untold, new NotAsked());
        var (mine, other) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        var (a, b) = (0, 0);
        var medians = Clock.Medians(rounds, warmUp, _ => Make(with, mine, ref a), _ => Make(without, other, ref b));
        return Result.Time("l", what + ", with events, beside without", medians[0], medians[1], AtMost);

        TimeSpan Make(AllocationSystem system, string prefix, ref int made)
        {
            var first = made;
            made += inARow * services;
            var orders = Enumerable.Range(0, inARow).Select(i => Enumerable.Range(first + (i * services), services)
                .Select(n => new VlanServiceRequest(prefix + n.ToString("D8", CultureInfo.InvariantCulture))).ToList()).ToList();
            return Clock.Time(() => orders.ForEach(order => system.VlanServices.CreateAll(order))) / inARow;
        }
    }

    // The events that the comparison left.
    private static IEnumerable<Result> Read(BenchmarkStore store)
    {
        using var system = Open(store.Uri, notAsked: null);
        var all = system.Events.Count(new EventQuery());
        var latest = system.Events.Query(new EventQuery { Take = 1 }).Single();
        var medians = Clock.Medians(15, 3,
            _ => Clock.Time(() => system.Events.Query(new EventQuery { Take = 100 }).Count()),
            _ => Clock.Time(() => system.Events.Query(new EventQuery { SubjectId = latest.SubjectId }).Count()),
            _ => Clock.Time(() => system.Events.Query(new EventQuery()).Count()));
        yield return Only("the latest 100 events", medians[0]);
        yield return Only(FormattableString.Invariant($"events of one service among {all:N0}"), medians[1]);
        yield return Only(FormattableString.Invariant($"all {all:N0} events"), medians[2]);
        var size = FormattableString.Invariant($"{Bytes(store) / all} bytes");
        yield return new("l", "size of an event in SQLite", size, "", null, null, null);
    }

    private static Result Only(string what, Figure time) => new("l", what, Result.Of(time), "", null, null, null) { Measured = time };

    private static long Bytes(BenchmarkStore store)
    {
        using var connection = store.OpenBare();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sum(length(id) + length(kind) + length(subject) + length(coalesce(subject_id, '')) + " +
            "length(name_key) + length(pool_keys) + length(actor_key) + length(body) + 16) FROM events";
        return (long)command.ExecuteScalar()!;
    }

    private static AllocationSystem Open(StoreUri uri, NotAsked? notAsked)
    {
        var system = new AllocationSystem(new StoreProvider().Open(uri), notAsked: notAsked);
        if (system.Store.Read(session => session.Pools.Find("vlan")) is null)
            system.Pools.Create("vlan", new PoolChange { From = 0, To = 1L << 32 });
        return system;
    }
}
