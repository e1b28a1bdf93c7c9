namespace Allocation.Testing.Postgres;

/// <summary>A PgBouncer in transaction mode in front of the server that all tests share.</summary>
public sealed class SharedPooler : IDisposable
{
    private static readonly Lazy<PgBouncer> s_pooler = new(() => new(SharedPostgres.Cluster.Socket, "transaction", connections: 40));

    /// <summary>The pooler.</summary>
    public static PgBouncer Instance
    {
        get
        {
            SkipUnlessInstalled();
            return s_pooler.Value;
        }
    }

    /// <summary>Skips the test where PostgreSQL or PgBouncer is not installed.</summary>
    public static void SkipUnlessInstalled()
    {
        SharedPostgres.SkipUnlessInstalled();
        if (!PgBouncer.IsInstalled) Assert.Skip("PgBouncer is not installed: no pgbouncer in /usr/sbin or on the PATH");
    }

    public void Dispose()
    {
        if (s_pooler.IsValueCreated) s_pooler.Value.Dispose();
    }
}
