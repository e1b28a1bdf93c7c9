using System.Collections.Concurrent;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>PgBouncer in each of its modes, with a single connection to the server, so that everybody meets everybody in it.</summary>
public sealed class PoolerTests : IDisposable
{
    private const int Writers = 4;
    private const int Each = 8;

    private readonly PostgresFixture _one = new();
    private readonly PostgresFixture _two = new();

    public PoolerTests() => SharedPooler.SkipUnlessInstalled();

    [Theory]
    [InlineData("transaction", 1)]
    [InlineData("transaction", 2)]
    [InlineData("session", 2 * Writers)]
    public void Two_stores_through_the_same_connections_stay_apart(string mode, int connections)
    {
        using var pooler = new PgBouncer(_one.Socket, mode, connections);
        var errors = new ConcurrentBag<Exception>();
        using var go = new Barrier(2 * Writers);
        var threads = new[] { _one, _two }.SelectMany((fixture, store) => Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            try
            {
                using var system =
                    new AllocationSystem(new RetryingStore(PostgresStore.Open(Through(pooler, fixture)), RetryingStore.DefaultPatience));
                go.SignalAndWait();
                for (var i = 0; i < Each; i++) Use(system, $"s{store}w{writer}i{i}");
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        }))).ToList();
        _one.Store.Run(Fill);
        _two.Store.Run(Fill);

        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(errors);
        Assert.All(new[] { (_one, "s0"), (_two, "s1") }, store => Assert.Equal(
            Enumerable.Range(0, 2 * Writers * Each).Select(i => ((long?)i, store.Item2)),
            store.Item1.Store.Read(s => s.Allocations.Query(new()).Select(a => (a.Value, a.LeaseName[..2])).Order().ToList())));
    }

    [Fact]
    public void Nothing_is_left_in_the_session_of_the_server_for_others()
    {
        using var pooler = new PgBouncer(_one.Socket, "transaction", connections: 1);
        const string Look =
            "SELECT string_agg(name || ' ' || setting, ',' ORDER BY name) FROM pg_settings WHERE source = 'session' AND name <> " +
            "'application_name'";
        using var other = new Npgsql.NpgsqlConnection($"Host={pooler.Socket};Username=allocation;Database=postgres;Pooling=false");
        other.Open();
        var before = Ask(other, Look);
        using (var store = PostgresStore.Open(Through(pooler, _one)))
        {
            for (var i = 0; i < 3; i++)
            {
                store.Run(s => s.Pools.Add(Pool($"p{i}")));
                store.Read(s => s.Pools.All().Count());
            }
        }

        Assert.Equal(before, Ask(other, Look));
        Assert.Equal(0L, Ask(other, "SELECT count(*) FROM pg_prepared_statements"));
        Assert.Equal("public", Ask(other, "SELECT current_schema()::text"));

        static object? Ask(Npgsql.NpgsqlConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public void A_pooler_that_allows_no_transactions_is_refused_at_once_and_clearly()
    {
        using var pooler = new PgBouncer(_one.Socket, "statement", connections: 1);

        var error = Assert.Throws<StoreUnavailableException>(() => new StoreProvider().Open(Through(pooler, _one)));

        Assert.False(error.IsPassing);
        Assert.Contains("statement mode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_the_queue_are_looked_for_where_a_pooler_takes_the_session_away()
    {
        using var pooler = new PgBouncer(_one.Socket, "transaction", connections: 1);
        using var store = PostgresStore.Open(Through(pooler, _one));

        Assert.Null(store.WatchQueue());
        using var watch = _one.Store.WatchQueue();
        Assert.NotNull(watch);
        store.Run(session => session.Queue.Save(session.Queue.Lock() with { Revision = 7 }));
        Assert.Equal(7, watch.Next(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_store_is_made_through_it()
    {
        using var pooler = new PgBouncer(_one.Socket, "transaction", connections: 1);
        var uri = StoreUri.Parse(Through(pooler, _one) + "_new", "/");
        using (var store = PostgresStore.Open(uri)) store.Run(s => s.Pools.Add(Pool("p")));

        Assert.Equal(1, _one.Execute("SELECT count(*) FROM {schema}_new.pools"));
        _one.Execute("SET client_min_messages = warning; DROP SCHEMA {schema}_new CASCADE");
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private static void Fill(IStoreSession session)
    {
        var pool = Pool() with { Range = new(0, 1000) };
        session.Pools.Add(pool);
        new FreeNumbers(session, pool, pool.CreatedAt).Fill();
    }

    private static void Use(AllocationSystem system, string name) => system.VlanServices.Create(new VlanServiceRequest(name));

    private static StoreUri Through(PgBouncer pooler, PostgresFixture fixture) => StoreUri.Parse(
        fixture.Store.Uri.ToString().Replace(Uri.EscapeDataString(fixture.Socket), Uri.EscapeDataString(pooler.Socket),
            StringComparison.Ordinal), "/");
}
