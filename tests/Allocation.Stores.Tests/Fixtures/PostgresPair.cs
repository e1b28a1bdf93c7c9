using Npgsql;

namespace Allocation.Stores.Tests.Fixtures;

/// <summary>A primary and its one standby, for which its commits wait unless it is asynchronous.</summary>
public sealed class PostgresPair : IDisposable
{
    private const string Options = "-c fsync=off -c wal_retrieve_retry_interval=100ms";

    public PostgresPair(bool isSynchronous = true)
    {
        SharedPostgres.SkipUnlessInstalled();
        Primary = new(Options);
        Standby = Primary.StartStandby(Options);
        Join(isSynchronous);
    }

    /// <summary>A primary and its synchronous standby in two networks.</summary>
    public PostgresPair(NetworkNamespace primary, NetworkNamespace standby)
    {
        SharedPostgres.SkipUnlessInstalled();
        Primary = new(primary, Options);
        Standby = new(standby, Options, primary.Address);
        Join(isSynchronous: true);
    }

    public PostgresCluster Primary { get; }

    public PostgresCluster Standby { get; }

    /// <summary>An address of both servers: the one that is the primary is taken.</summary>
    public string StoreText(string schema) => StoreText(schema, Primary, Standby);

    /// <summary>An address of some servers, in this order.</summary>
    public static string StoreText(string schema, params PostgresCluster[] servers) =>
        $"postgres:Host={string.Join(',', servers.Select(s => s.Socket))};Username=allocation;Database=postgres;schema={schema}";

    /// <summary>Waits until the standby has everything that the primary has.</summary>
    public void AwaitStandby() => Await(Primary, "SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()");

    /// <summary>Waits until a commit on the primary waits for the standby; the process that does.</summary>
    public int AwaitHangingCommit() =>
        Await(Primary,
        "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'allocation' ORDER BY xact_start LIMIT 1");

    /// <summary>Runs a statement on one server; the number that it gives, or 0.</summary>
    public static int Execute(PostgresCluster server, string sql)
    {
        using var connection = new NpgsqlConnection($"Host={server.Socket};Username=allocation;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is IConvertible number and not bool
            ? Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    public void Dispose()
    {
        Standby.Dispose();
        Primary.Dispose();
    }

    private void Join(bool isSynchronous)
    {
        if (!isSynchronous) return;
        Execute(Primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        Execute(Primary, "SELECT pg_reload_conf()");
        Await(Primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'");
    }

    private static int Await(PostgresCluster server, string sql)
    {
        var result = 0;
        Assert.True(SpinWait.SpinUntil(() => (result = Execute(server, sql)) > 0, HangLimit.Time), $"The server never says so: {sql}");
        return result;
    }
}
