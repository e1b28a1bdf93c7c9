using System.Data.Common;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlResourcePoolRows(SqlSession session) : IResourcePoolRows
{
    public ResourcePool? Find(string name) =>
        session.First("SELECT body FROM resource_pools WHERE name_key = @name_key", Read, Text("name_key", NameKey.Of(name)));

    public IReadOnlyList<ResourcePool> All() => [.. session.Rows("SELECT body FROM resource_pools ORDER BY name_key", Read)];

    public bool Add(ResourcePool pool) => session.Execute(
        "INSERT INTO resource_pools (name_key, body) VALUES (@name_key, @body) ON CONFLICT DO NOTHING", Values(pool)) > 0;

    public bool Update(ResourcePool pool) =>
        session.Execute("UPDATE resource_pools SET body = @body WHERE name_key = @name_key", Values(pool)) > 0;

    public bool Remove(string name) =>
        session.Execute("DELETE FROM resource_pools WHERE name_key = @name_key", Text("name_key", NameKey.Of(name))) > 0;

    private static SqlValue[] Values(ResourcePool pool) => [Text("name_key", NameKey.Of(pool.Name)), Text("body", RowJson.Write(pool))];

    private static ResourcePool Read(DbDataReader row) => RowJson.Read<ResourcePool>(row.GetString(0));
}
