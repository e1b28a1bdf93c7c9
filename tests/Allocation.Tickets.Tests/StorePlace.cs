using Allocation.Stores.Tests.Fixtures;
using Npgsql;

namespace Allocation.Tickets.Tests;

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
        using var connection = new NpgsqlConnection($"Host={SharedPostgres.Cluster.Socket};Username=allocation;Database=postgres;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET client_min_messages = warning; DROP SCHEMA IF EXISTS {Schema} CASCADE";
        command.ExecuteNonQuery();
        base.Dispose();
    }
}

/// <summary>A schema of that server, through a pooler in transaction mode.</summary>
public sealed class PooledPlace : PostgresPlace
{
    public override string Make(string folder) => SharedPooler.Instance.StoreText(Schema);
}
