using Allocation.Benchmarks.Measuring;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage.Addresses;
using Microsoft.Data.Sqlite;

namespace Allocation.Benchmarks.Sections;

/// <summary>What claims, releases and lookups cost in stores of three sizes, the smallest of which is what the others are beside.</summary>
internal static class Growth
{
    private const int PageSize = 100;

    private static readonly StoreSize[] s_sizes =
    [
        new(10_000, 1_000, 100, 10),
        new(1_000_000, 10_000, 1_000, 100),
        new(10_000_000, 100_000, 10_000, 1_000),
    ];

    public static IEnumerable<Result> Run() => Sqlite().Concat(Postgres());

    private static List<Result> Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("allocation-benchmark-").FullName;
        var stores = new List<GrownStore>();
        try
        {
            foreach (var size in s_sizes)
            {
                var path = Path.Combine(folder, FormattableString.Invariant($"{size.Lines}.db"));
                stores.Add(new GrownStore(StoreUri.Parse("sqlite:" + path, folder), () => OpenFile(path), size));
            }

            return [.. Measure("SQLite", stores)];
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<Result> Postgres()
    {
        if (!PostgresCluster.IsInstalled) return [new("o", "PostgreSQL is not installed", "", "", null, null, null)];
        using var cluster = new PostgresCluster("");
        var stores = new List<GrownStore>();
        try
        {
            foreach (var size in s_sizes)
            {
                var schema = FormattableString.Invariant($"grown_{size.Lines}");
                stores.Add(new GrownStore(StoreUri.Parse(cluster.StoreText(schema), "/"), () => OpenSchema(cluster, schema), size));
            }

            return [.. Measure("PostgreSQL", stores)];
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
        }
    }

    private static IEnumerable<Result> Measure(string kind, IReadOnlyList<GrownStore> stores)
    {
        foreach (var result in Compare("a service with two numbers", (store, round) => store.Product.VlanServices.Create(
            new VlanServiceRequest(Name(round)) { NorthPool = GrownStore.Pool, SouthPool = GrownStore.Pool })))
            yield return result;
        foreach (var result in Compare("its removal", (store, round) =>
            store.Product.VlanServices.Remove(store.Product.VlanServices.Find(new NamePattern(Name(round))).Single().Id)))
            yield return result;
        foreach (var result in Compare("a service of an own definition", (store, round) => store.Product.Services.Create(
            ServiceRequest.Of(store.Product.Definitions.Get(GrownStore.Definition), new() { ["name"] = Name(round) }))))
            yield return result;
        foreach (var result in Compare("a pool by its name", (store, round) =>
            Expect(1, store.Product.Pools.Find(new NamePattern($"pool-{round % store.Size.Pools}")))))
            yield return result;
        foreach (var result in Compare("a service by its name", (store, round) =>
            Expect(1, store.Product.VlanServices.Find(new NamePattern(GrownStore.Lease(LineOf(store, round, store.Size.Services * 2)))))))
            yield return result;
        foreach (var result in Lookup("the lines of a lease", 2, line => new() { LeaseId = GrownStore.Lease(line) })) yield return result;
        foreach (var result in Lookup("the lines of a lease's name", 2, line => new() { LeaseName = GrownStore.Lease(line) }))
            yield return result;
        foreach (var result in Lookup("a line by its reservation", 1, line => new() { ReservationId = GrownStore.Reservation(line) }))
            yield return result;
        foreach (var result in Lookup("a number of a pool", 1, line => new()
        {
            Pool = GrownStore.Pool,
            ResourceId = FormattableString.Invariant($"{line / 2 * 2}"),
        }))
            yield return result;
        foreach (var result in Lookup("a page of 100 in the middle, behind a line", PageSize, line => new()
        {
            After = new(GrownStore.Pool, line / 2, "", ""),
            Take = PageSize,
        }))
            yield return result;

        IEnumerable<Result> Lookup(string what, int found, Func<long, AllocationQuery> query) => Compare(what, (store, round) =>
            Expect(found, store.Product.Ledger.Query(query(LineOf(store, round, store.Size.Lines)))));

        IEnumerable<Result> Compare(string what, Action<GrownStore, int> act)
        {
            var medians = Clock.Medians(101, 20,
                [.. stores.Select(store => (Func<int, TimeSpan>)(round => Clock.Time(() => act(store, round))))]);
            yield return new("o", Line(stores[0]), Result.Of(medians[0]), "", null, null, null) { Measured = medians[0] };
            foreach (var (store, median) in stores.Zip(medians).Skip(1))
                yield return Result.Time("o", Line(store), median, medians[0], 1.5);

            string Line(GrownStore store) => FormattableString.Invariant($"{kind}: {what}, {store.Size.Lines:N0} lines");
        }
    }

    private static string Name(int round) => $"made-{round}";

    // Spread over all lines up to a limit, and never near the end.
    private static long LineOf(GrownStore store, int round, long limit) => round * 7_919L * 2 % (Math.Min(limit, store.Size.Lines) / 2);

    private static SqliteConnection OpenFile(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static Npgsql.NpgsqlConnection OpenSchema(PostgresCluster cluster, string schema)
    {
        var connection = cluster.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET search_path TO {schema}";
        command.ExecuteNonQuery();
        return connection;
    }

    private static void Expect<T>(int expected, IEnumerable<T> found)
    {
        var count = found.Count();
        if (count != expected) throw new InvalidOperationException($"{count} instead of {expected}.");
    }
}
