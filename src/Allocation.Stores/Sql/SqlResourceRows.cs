using System.Data.Common;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlResourceRows(SqlSession session) : IResourceRows
{
    public PoolResource? Find(long id) => session.First("SELECT body FROM resources WHERE id = @id", Read, Number("id", id));

    public PoolResource? FindByName(string name) =>
        session.First("SELECT body FROM resources WHERE name = @name ORDER BY id DESC LIMIT 1", Read, Text("name", name));

    public IEnumerable<PoolResource> Query(ResourceQuery query)
    {
        var conditions = new List<string>();
        var values = new List<SqlValue>();
        if (query.Living && query.State != ResourceState.Ended) conditions.Add("living = 1");
        if (query.Pool is { } pool)
        {
            conditions.Add("pool = @pool");
            values.Add(Text("pool", pool));
        }

        if (query.State is { } state)
        {
            conditions.Add("state = @state");
            values.Add(Text("state", state.ToString()));
        }

        if (query.After is { } after)
        {
            conditions.Add("id > @after");
            values.Add(Number("after", after));
        }

        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return session.Rows("SELECT body FROM resources" + where + " ORDER BY id LIMIT @take", Read,
            [.. values, Number("take", query.Take ?? long.MaxValue)]);
    }

    // Jumps from key to key in the index instead of reading every row.
    public IReadOnlyList<string> ReadyTagKeys() => [.. session.Rows(
        """
        WITH RECURSIVE found (tag_key) AS (
            SELECT MIN(ready_key) FROM resources WHERE ready_key IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(ready_key) FROM resources WHERE ready_key IS NOT NULL AND ready_key > found.tag_key) FROM found
                WHERE found.tag_key IS NOT NULL
        )
        SELECT tag_key FROM found WHERE tag_key IS NOT NULL
        """,
        row => row.GetString(0))];

    public PoolResource? FirstReady(string tagKey, string? sandbox) => session.First(
        "SELECT body FROM resources WHERE ready_key = @ready_key AND sandbox = @sandbox ORDER BY id LIMIT 1",
        Read,
        Text("ready_key", tagKey),
        Text("sandbox", sandbox ?? ""));

    public void Add(PoolResource resource)
    {
        var added = session.Execute(
            """
            INSERT INTO resources (id, name, pool, state, living, ready_key, sandbox, body)
            VALUES (@id, @name, @pool, @state, @living, @ready_key, @sandbox, @body)
            ON CONFLICT DO NOTHING
            """,
            Values(resource));
        if (added != 1) throw session.Dialect.Conflict($"the resource {resource.Id} or a living one named {resource.Name} already exists");
    }

    public bool Update(PoolResource resource) => session.Execute(
        """
        UPDATE resources SET name = @name, pool = @pool, state = @state, living = @living, ready_key = @ready_key, sandbox = @sandbox,
            body = @body
        WHERE id = @id
        """,
        Values(resource)) > 0;

    public bool Remove(long id) => session.Execute("DELETE FROM resources WHERE id = @id", Number("id", id)) > 0;

    private static SqlValue[] Values(PoolResource row) =>
    [
        Number("id", row.Id),
        Text("name", row.Name),
        Text("pool", row.Pool),
        Text("state", row.State.ToString()),
        Flag("living", row.Living),
        Text("ready_key", row.Ready ? TagKey.Of(row.Tags) : null),
        Text("sandbox", row.Sandbox ?? ""),
        Text("body", RowJson.Write(row)),
    ];

    private static PoolResource Read(DbDataReader row) => RowJson.Read<PoolResource>(row.GetString(0));
}
