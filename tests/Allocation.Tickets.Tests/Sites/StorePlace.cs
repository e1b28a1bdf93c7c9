
namespace Allocation.Tickets.Tests.Sites;

/// <summary>Where the store of one test lies.</summary>
public abstract class StorePlace : IDisposable
{
    /// <summary>Makes the place; the text of its store.</summary>
    public abstract string Make(string folder);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A SQLite file.</summary>
public sealed class SqlitePlace : StorePlace
{
    public override string Make(string folder) => "sqlite:" + Path.Combine(folder, "store.db");
}

/// <summary>A JSON file.</summary>
public sealed class JsonPlace : StorePlace
{
    public override string Make(string folder) => "json:" + Path.Combine(folder, "store.json");
}

/// <summary>A schema of the PostgreSQL server that all tests share.</summary>
public class PostgresPlace : StorePlace
{
    /// <summary>The schema.</summary>
    protected string Schema { get; } = $"test_{Guid.NewGuid():N}";

    public override string Make(string folder) => SharedPostgres.Cluster.StoreText(Schema);

    public override void Dispose()
    {
        SharedPostgres.Cluster.DropSchema(Schema);
        base.Dispose();
    }
}

/// <summary>A schema of that server, through a pooler in transaction mode.</summary>
public sealed class PooledPlace : PostgresPlace
{
    public override string Make(string folder) => SharedPooler.Instance.StoreText(Schema);
}
