namespace Allocation.Testing.Postgres;

/// <summary>The server that all tests use which leave it in peace: started by the first of them, stopped after the last.</summary>
public sealed class SharedPostgres : IDisposable
{
    private const string Required = "ALLOCATION_REQUIRE_POSTGRES";

    // Without durability, which these tests do not measure.
    private static readonly Lazy<PostgresCluster> s_server = new(() => new("-c fsync=off -c full_page_writes=off -c max_connections=200"));

    /// <summary>The server.</summary>
    public static PostgresCluster Cluster
    {
        get
        {
            SkipUnlessInstalled();
            return s_server.Value;
        }
    }

    /// <summary>Skips the test where PostgreSQL is not installed; fails it there when it is required.</summary>
    public static void SkipUnlessInstalled()
    {
        if (PostgresCluster.IsInstalled) return;
        const string Reason = "PostgreSQL is not installed: no initdb in /usr/lib/postgresql or on the PATH";
        if (Environment.GetEnvironmentVariable(Required) == "1") Assert.Fail($"{Reason}, and {Required} is set.");
        Assert.Skip(Reason);
    }

    public void Dispose()
    {
        if (s_server.IsValueCreated) s_server.Value.Dispose();
    }
}
