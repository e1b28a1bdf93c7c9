using System.Data.Common;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Queue;

internal sealed class SqlResourcePoolRows(SqlSession session) : IResourcePoolRows
{
    private const string UpdateSql = "UPDATE resource_pools SET body = @body WHERE name_key = @name_key";

    private readonly SqlKnownRows<string, ResourcePool> _known = new(session);

    public ResourcePool? Find(string name)
    {
        var key = NameKey.Of(name);
        return _known.Find(key,
            () => session.First("SELECT body FROM resource_pools WHERE name_key = @name_key", Read, Text("name_key", key)));
    }

    public IReadOnlyList<ResourcePool> All() => [.. session.Rows("SELECT body FROM resource_pools ORDER BY name_key", Read)];

    public bool Add(ResourcePool pool)
    {
        var added = session.Execute("INSERT INTO resource_pools (name_key, body) VALUES (@name_key, @body) ON CONFLICT DO NOTHING",
            Values(pool)) > 0;
        if (added) _known.WasWritten(NameKey.Of(pool.Name), pool);
        return added;
    }

    public bool Update(ResourcePool pool) =>
        _known.Update(NameKey.Of(pool.Name), pool, $"The resource pool {pool.Name}", UpdateSql, Values(pool));

    public bool Remove(string name)
    {
        _known.WasWritten(NameKey.Of(name), null);
        return session.Execute("DELETE FROM resource_pools WHERE name_key = @name_key", Text("name_key", NameKey.Of(name))) > 0;
    }

    private static SqlValue[] Values(ResourcePool pool) => [Text("name_key", NameKey.Of(pool.Name)), Text("body", RowJson.Write(pool))];

    private ResourcePool Read(DbDataReader row)
    {
        var pool = RowJson.Read<ResourcePool>(row.GetString(0));
        return _known.WasRead(NameKey.Of(pool.Name), pool);
    }
}
