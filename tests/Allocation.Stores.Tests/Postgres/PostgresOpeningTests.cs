using System.Collections.Concurrent;
using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Allocation.Stores.Tests.Fixtures;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

public sealed class PostgresOpeningTests : IDisposable
{
    private readonly PostgresFixture _fixture = new();

    [Fact]
    public void Hosts_that_start_at_once_make_one_store()
    {
        _fixture.Execute("SET client_min_messages = warning; DROP SCHEMA {schema} CASCADE");
        var errors = new ConcurrentBag<Exception>();
        using var go = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            go.SignalAndWait();
            try
            {
                using var store = PostgresStore.Open(_fixture.Store.Uri);
                store.Run(session => session.Pools.Add(Pool($"p{i}")));
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Empty(errors);
        Assert.Equal(8, _fixture.Store.Read(s => s.Pools.All().Count()));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        _fixture.Execute("UPDATE {schema}.store SET schema_number = 9999");
        var error = Assert.Throws<StoreTooNewException>(_fixture.Reopen);
        Assert.Equal(9999, error.Schema);
        Assert.Equal(9999, _fixture.Execute("SELECT schema_number FROM {schema}.store"));
    }

    [Fact]
    public void A_schema_of_another_program_is_refused_and_left_alone()
    {
        _fixture.Execute("SET client_min_messages = warning; DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}; CREATE TABLE " +
            "{schema}.theirs (x int)");
        Assert.Throws<StoreCorruptException>(_fixture.Reopen);
        Assert.Equal(1, _fixture.Execute("SELECT count(*) FROM pg_class WHERE relnamespace = '{schema}'::regnamespace"));
    }

    [Fact]
    public void A_schema_that_somebody_made_for_us_is_used()
    {
        _fixture.Execute("SET client_min_messages = warning; DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}");
        _fixture.Reopen();
        Assert.True(_fixture.Store.Run(s => s.Pools.Add(Pool())));
    }

    [Fact]
    public void A_store_is_found_only_where_there_is_one()
    {
        var uri = _fixture.Store.Uri;
        Assert.True(((IStoreProvider)new StoreProvider()).Exists(uri));
        Assert.False(((IStoreProvider)new StoreProvider()).Exists(StoreUri.Parse(uri.ToString() + "x", "/")));
        Assert.Throws<StoreUnavailableException>(() => PostgresStore.OpenIfExists(StoreUri.Parse("postgres://nobody@127.0.0.1:1/x", "/")));
        Assert.Equal(0, _fixture.Execute("SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}x'"));
    }

    [Fact]
    public void A_server_that_is_not_there_is_unavailable_at_once_and_the_password_stays_secret()
    {
        foreach (var text in new[] { "postgres://bob:SECRET@127.0.0.1:1/x", "postgres:Host=127.0.0.1;Port=1;Username=bob;Password=SECRET",
            "postgres:Host=127.0.0.1;Nonsense=1;Password=SECRET", "postgres://bob:SECRET@h/x?nonsense=1", "postgres://bob:SECRET@h:p/x" })
        {
            var error = Assert.ThrowsAny<AllocationException>(() => PostgresStore.Open(StoreUri.Parse(text, "/")));
            Assert.Equal(text.Contains("127.0.0.1", StringComparison.Ordinal) && !text.Contains("Nonsense", StringComparison.Ordinal)
                ? ErrorKind.StoreUnavailable
                : ErrorKind.InvalidStore, error.Kind);
            Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cancelling_ends_the_opening()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PostgresStore.Open(_fixture.Store.Uri, source.Token));
    }

    public void Dispose() => _fixture.Dispose();
}
