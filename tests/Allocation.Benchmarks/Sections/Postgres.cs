using Allocation.Benchmarks.Measuring;
using Allocation.Core;
using Allocation.Core.Pools;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores;
using Npgsql;

namespace Allocation.Benchmarks.Sections;

/// <summary>PostgreSQL with durable commits: clients on one pool and on several, beside one alone, and beside bare Npgsql.</summary>
internal static class Postgres
{
    private const string Schema = "benchmark";
    private const int Clients = 8;
    private const int Services = 240;
    private const int Rounds = 9;
    private const int WarmUp = 12;

    public static IEnumerable<Result> Run()
    {
        if (!PostgresCluster.IsInstalled)
        {
            yield return new("g", "PostgreSQL is not installed", "", "", null, null, null);
            yield break;
        }

        using var cluster = new PostgresCluster("");
        using var system = new AllocationSystem(new StoreProvider().Open(StoreUri.Parse(cluster.StoreText(Schema), "/")));
        foreach (var pool in Enumerable.Range(0, Clients).SelectMany(i => (string[])[$"p{i}", $"bare{i}"]).Append("all"))
            system.Pools.Create(pool, new PoolChange { From = 0, To = 1L << 32 });

        // The bare rows have an event as well, a copy of one that is there.
        Worker.Make(system, "p0", 1);
        var bares = Enumerable.Range(0, Clients).Select(i => new BarePostgres(Connect(cluster), $"bare{i}", writesEvents: true)).ToList();
        var rates = Clock.Medians(
            Rounds,
            WarmUp,
            _ => Clock.Time(() => Worker.Make(system, "p0", Services)),
            _ => Clock.Time(() => Together(system, _ => "p0")),
            _ => Clock.Time(() => Together(system, client => $"p{client}")),
            _ => Clock.Time(() => Write(bares[0], Services)),
            _ => Clock.Time(() => Together(client => Write(bares[client], Services / Clients))));
        yield return Result.Rate("g", $"PostgreSQL: {Services} services by {Clients} clients on one pool, by one", rates[1], rates[0], 1);
        yield return Result.Rate("g",
            $"PostgreSQL: {Services} services by {Clients} clients on {Clients} pools, by {Clients} bare connections", rates[2], rates[4],
            0.9);

        // What the machine itself allows: its cores, and how many commits the disk takes together.
        yield return Result.Rate("g", $"PostgreSQL: {Services} services by {Clients} clients on {Clients} pools, by one", rates[2],
            rates[0], null);
        yield return Result.Rate("g", $"the same rows by Npgsql alone, {Clients} connections by one", rates[4], rates[3], null);

        using var bare = new BarePostgres(Connect(cluster), "all");
        var single = Clock.Medians(400, 50, _ => Clock.Time(() => Worker.Make(system, "p0", 1)), _ => Clock.Time(bares[0].Write),
            _ => Clock.Time(bare.Write));
        yield return Result.Rate("g", "PostgreSQL: a service, the same rows by Npgsql alone", single[0], single[1], 0.75);
        yield return Result.Rate("g", "PostgreSQL: a service, its rows but that of its event by Npgsql alone", single[0], single[2], null);
        bares.ForEach(b => b.Dispose());
    }

    private static void Write(BarePostgres bare, int count)
    {
        for (var i = 0; i < count; i++) bare.Write();
    }

    private static void Together(AllocationSystem system, Func<int, string> pool) =>
        Together(client => Worker.Make(system, pool(client), Services / Clients));

    private static void Together(Action<int> work)
    {
        var threads = Enumerable.Range(0, Clients).Select(client => new Thread(() => work(client))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static NpgsqlConnection Connect(PostgresCluster cluster)
    {
        var connection = new NpgsqlConnection($"Host={cluster.Socket};Username=allocation;Database=postgres;Search Path={Schema}");
        connection.Open();
        return connection;
    }
}
