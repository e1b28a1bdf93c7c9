using System.Collections.Concurrent;
using Allocation.Core;
using Allocation.Core.Errors;
using Allocation.Core.Pools;
using Allocation.Core.Pools.Notations;
using Allocation.Core.Storage.Addresses;
using Allocation.Core.Storage.Events;
using Allocation.Stores.Postgres;
using Allocation.Stores.Sql;
using Allocation.Stores.Tests.Fixtures;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>A store of an older schema becomes one of this version, whole or not at all, however many hosts begin at once.</summary>
public sealed class PostgresMigrationTests : IDisposable
{
    private const string Next =
        "CREATE TABLE extra (x bigint); INSERT INTO extra SELECT count(*) FROM pools; ALTER TABLE pools ADD COLUMN note text NOT NULL " +
        "DEFAULT 'none'";

    private readonly PostgresFixture _fixture = new();
    private readonly StoreUri _uri;

    public PostgresMigrationTests()
    {
        _uri = _fixture.Store.Uri;
        _fixture.Execute("SET client_min_messages = warning; DROP SCHEMA {schema} CASCADE");
    }

    [Fact]
    public void An_older_store_is_migrated_with_what_it_holds()
    {
        SeedFirst();

        using var store = PostgresStore.Open(_uri, Steps(Next, "UPDATE pools SET note = 'second'"));

        Assert.Equal(3, store.Schema);
        Assert.Equal(["vlan"], Names(store));
        Assert.True(store.Run(s => s.Pools.Add(Rows.Pool("new"))));
        Assert.Equal(1, _fixture.Execute("SELECT x FROM {schema}.extra"));
        Assert.Equal(1, _fixture.Execute("SELECT count(*) FROM {schema}.pools WHERE note = 'second'"));
        Assert.Equal(3, _fixture.Execute("SELECT schema_number FROM {schema}.store"));
    }

    [Theory]
    [InlineData(Next, "this is no SQL")]
    [InlineData(Next, "INSERT INTO pools SELECT * FROM pools")]
    public void A_step_that_fails_leaves_the_store_as_it_was(params string[] further)
    {
        SeedFirst();

        Assert.ThrowsAny<AllocationException>(() => PostgresStore.Open(_uri, Steps(further)));

        Assert.Equal(1, _fixture.Execute("SELECT schema_number FROM {schema}.store"));
        Assert.Equal(0, _fixture.Execute("SELECT count(*) FROM pg_class WHERE oid = to_regclass('{schema}.extra')"));
        using var store = PostgresStore.Open(_uri, Steps());
        Assert.Equal(["vlan"], Names(store));
    }

    [Fact]
    public void Hosts_that_open_an_older_store_at_once_migrate_it_once()
    {
        SeedFirst();
        var failures = new ConcurrentBag<Exception>();
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                using var store = PostgresStore.Open(_uri, Steps(Next));
                store.Run(s => s.Pools.Add(Rows.Pool($"p{i}")));
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(failures);
        Assert.Equal(1, _fixture.Execute("SELECT count(*) FROM {schema}.extra"));
        Assert.Equal(9, _fixture.Execute("SELECT count(*) FROM {schema}.pools"));
    }

    [Fact]
    public void A_version_that_does_not_know_the_new_schema_refuses_it()
    {
        PostgresStore.Open(_uri, Steps(Next)).Dispose();

        var error = Assert.Throws<StoreTooNewException>(() => PostgresStore.Open(_uri, Steps()));

        Assert.Equal((2, 1), (error.Schema, error.Known));
        Assert.Equal(2, _fixture.Execute("SELECT schema_number FROM {schema}.store"));
    }

    public void Dispose() => _fixture.Dispose();

    // All steps of this version are the first one here, so that these tests stay as they are when there are more.
    private static SchemaScripts Steps(params string[] further) =>
        new([string.Join('\n', PostgresSchema.Current.After(0).Select(step => step.Sql)), .. further]);

    private static List<string> Names(PostgresStore store) => store.Read(s => s.Pools.All().Select(p => p.Name).ToList());

    [Fact]
    public void A_pool_of_the_schema_before_notations_gives_numbers()
    {
        var steps = PostgresSchema.Current.After(0).Select(step => step.Sql)
            .TakeWhile(sql => !sql.Contains("notation", StringComparison.Ordinal));
        PostgresStore.Open(_uri, new SchemaScripts([.. steps])).Dispose();
        _fixture.Execute("INSERT INTO {schema}.pools VALUES ('OLD', 'old', 5, 9, '[[6,7]]', 'Lowest', 0, 0) RETURNING range_from");

        using var store = PostgresStore.Open(_uri);

        var pool = store.Read(session => session.Pools.Find("old"))!;
        Assert.Equal((NotationKind.Number, 0, 3L), (pool.Notation.Kind, pool.Gaps.Count, pool.Size));
    }

    [Fact]
    public void A_store_of_before_there_were_events_has_none_and_takes_some_with_the_name_that_the_server_gives()
    {
        var steps = PostgresSchema.Current.After(0).Select(step => step.Sql)
            .TakeWhile(sql => !sql.Contains("CREATE TABLE events", StringComparison.Ordinal));
        PostgresStore.Open(_uri, new SchemaScripts([.. steps])).Dispose();
        _fixture.Execute("INSERT INTO {schema}.pools (name_key, name, range_from, range_to, excluded, strategy, reuse_delay, created_at) " +
            "VALUES ('VLAN', 'vlan', 100, 200, '[]', 'Lowest', 0, 0) RETURNING range_from");

        using var system = new AllocationSystem(PostgresStore.Open(_uri));
        Assert.Empty(system.Events.Query(new()));
        system.Pools.Change("vlan", new() { Strategy = PoolStrategy.Random });
        var told = system.Events.Query(new()).Single();
        Assert.Equal((EventKind.Changed, "vlan", new EventChange("Strategy", "Lowest", "Random")),
            (told.Kind, told.Name, told.Change.Single()));
        Assert.Equal(1, _fixture.Execute($"SELECT count(*) FROM pg_roles WHERE rolname = '{told.ServerUser}' AND rolname = session_user"));
    }

    private void SeedFirst()
    {
        using var store = PostgresStore.Open(_uri, Steps());
        store.Run(s => s.Pools.Add(Rows.Pool()));
    }
}
