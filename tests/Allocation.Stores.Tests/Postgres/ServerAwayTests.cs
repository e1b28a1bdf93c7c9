using Allocation.Core.Errors;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;
using Allocation.Stores.Postgres;
using Npgsql;
using static Allocation.Stores.Tests.Fixtures.Rows;

namespace Allocation.Stores.Tests.Postgres;

/// <summary>A server that is away for a moment while a store is opened, and one that can only be read.</summary>
[StartsFirst]
public sealed class ServerAwayTests : IDisposable
{
    private readonly PostgresCluster _cluster;
    private readonly StoreUri _uri;

    public ServerAwayTests()
    {
        SharedPostgres.SkipUnlessInstalled();
        _cluster = new("-c fsync=off -c max_connections=5 -c superuser_reserved_connections=1");
        _uri = StoreUri.Parse(_cluster.StoreText("away"), "/");
        new StoreProvider().Open(_uri).Dispose();
    }

    /// <summary>Every way in which a command opens a store, or asks whether there is one.</summary>
    public static TheoryData<string> Ways { get; } = ["make", "existing", "chosen", "if there", "exists"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Opening_waits_for_a_server_that_starts(string way)
    {
        _cluster.Stop();
        using var tried = new ManualResetEventSlim();
        var opening = Task.Factory.StartNew(() => Open(tried, way), TaskCreationOptions.LongRunning);
        Assert.True(tried.Wait(HangLimit.Time));

        _cluster.Start();

        (await opening).Dispose();
    }

    [Fact]
    public async Task Opening_waits_for_a_connection_that_comes_free()
    {
        var others = Enumerable.Range(0, 5).Select(_ =>
            new NpgsqlConnection($"Host={_cluster.Socket};Username=allocation;Database=postgres;Pooling=false")).ToList();
        others.ForEach(other => other.Open());
        using var tried = new ManualResetEventSlim();
        var opening = Task.Factory.StartNew(() => Open(tried, "existing"), TaskCreationOptions.LongRunning);
        Assert.True(tried.Wait(HangLimit.Time));

        others.ForEach(other => other.Dispose());

        (await opening).Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_server_that_lets_nobody_in_is_never_called_a_missing_store(string way)
    {
        var uri = StoreUri.Parse(_cluster.StoreText("away").Replace("allocation@", "stranger@", StringComparison.Ordinal), "/");
        Assert.NotEqual(_uri.ToString(), uri.ToString());
        var error = Assert.Throws<StoreUnavailableException>(() => Open(uri, way));
        Assert.Contains("stranger", error.Message.Replace(uri.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_ends_when_it_is_cancelled()
    {
        _cluster.Stop();
        using var source = new CancellationTokenSource();
        using var listening = StoreTrace.Listen(new StoreTrace(null, _ => source.Cancel(), null, null));

        Assert.ThrowsAny<OperationCanceledException>(() => new StoreProvider().Open(_uri, source.Token));
    }

    [Theory]
    [InlineData("SELECT pg_sleep(0)")]
    [InlineData("ALTER ROLE allocation SET default_transaction_read_only = on")]
    [InlineData("ALTER DATABASE postgres SET default_transaction_read_only = on")]
    [InlineData("ALTER ROLE allocation SET default_transaction_isolation = serializable; ALTER ROLE allocation SET " +
        "default_transaction_deferrable = on")]
    [InlineData("ALTER ROLE allocation SET statement_timeout = '10s'; ALTER ROLE allocation SET lock_timeout = 1; ALTER ROLE allocation " +
        "SET idle_in_transaction_session_timeout = 1")]
    [InlineData("ALTER ROLE allocation SET timezone = 'Asia/Kolkata'; ALTER ROLE allocation SET datestyle = 'German, DMY'; ALTER ROLE " +
        "allocation SET intervalstyle = 'iso_8601'")]
    [InlineData("ALTER ROLE allocation SET row_security = off; ALTER ROLE allocation SET search_path = 'nowhere'; ALTER ROLE allocation " +
        "SET client_encoding = 'LATIN1'")]
    [InlineData("ALTER ROLE allocation SET synchronous_commit = off; ALTER ROLE allocation SET client_min_messages = 'error'; ALTER ROLE " +
        "allocation SET standard_conforming_strings = off")]
    public void What_is_set_for_the_role_does_not_matter(string settings)
    {
        foreach (var setting in settings.Split("; ")) Execute(setting);
        using var pooler = PgBouncer.IsInstalled ? new PgBouncer(_cluster.Socket, "transaction", connections: 1) : null;
        string[] texts = pooler is null ? [_uri.ToString()] : [_uri.ToString(), pooler.StoreText("away")];
        foreach (var text in texts)
        {
            using var store = PostgresStore.Open(StoreUri.Parse(text, "/"));
            for (var i = 0; i < 3; i++)
            {
                Assert.True(store.Run(s => s.Pools.Add(Pool("p")) && s.Pools.Lock("p") is not null && s.Pools.Remove("p")));
                Assert.Empty(store.Read(s => s.Pools.All().ToList()));
            }
        }
    }

    [Fact]
    public void A_server_that_can_only_be_read_is_read_and_says_so_to_who_writes()
    {
        using var store = PostgresStore.Open(_uri);
        store.Run(s => s.Pools.Add(Pool()));
        _cluster.MakeStandby();

        using var opened = PostgresStore.Open(_uri);
        Assert.NotNull(opened.Read(s => s.Pools.Find("vlan")));
        var error = Assert.Throws<StoreUnavailableException>(() => opened.Run(s => s.Pools.Add(Pool("new"))));
        Assert.True(error.IsPassing);
        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
        Assert.Contains("read-only", Assert.Throws<StoreUnavailableException>(() =>
            PostgresStore.Open(StoreUri.Parse(_cluster.StoreText("new"), "/"))).Message, StringComparison.Ordinal);

        _cluster.Promote();
        Assert.True(opened.Run(s => s.Pools.Add(Pool("new"))));
    }

    public void Dispose() => _cluster.Dispose();

    private IDisposable Open(ManualResetEventSlim tried, string way)
    {
        using var listening = StoreTrace.Listen(new StoreTrace(null, _ => tried.Set(), null, null));
        return Open(_uri, way);
    }

    private static IDisposable Open(StoreUri uri, string way)
    {
        IStoreProvider provider = new StoreProvider();
        return way switch
        {
            "make" => provider.Open(uri),
            "existing" => provider.OpenExisting(uri),
            "chosen" => new StoreSelection(uri, StoreSource.Parameter).Open(provider, StoreAct.UseContents),
            "if there" => provider.OpenIfExists(uri) ?? throw new InvalidOperationException("It is said to be missing."),
            "exists" when provider.Exists(uri) => new CancellationTokenSource(),
            _ => throw new InvalidOperationException("It is said to be missing."),
        };
    }

    private void Execute(string sql)
    {
        using var connection =
            new NpgsqlConnection(
            $"Host={_cluster.Socket};Username=allocation;Database=postgres;Pooling=false;Options=-c default_transaction_read_only=off -c " +
            "statement_timeout=0");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
