using System.Data.Common;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Queue;

internal sealed class SqlResourceRows(SqlSession session) : IResourceRows
{
    private const string InsertSql =
        """
        INSERT INTO resources (id, name, pool, state, living, ready_key, sandbox, body)
        VALUES (@id, @name, @pool, @state, @living, @ready_key, @sandbox, @body)
        ON CONFLICT DO NOTHING
        """;

    private const string UpdateSql =
        """
        UPDATE resources SET name = @name, pool = @pool, state = @state, living = @living, ready_key = @ready_key, sandbox = @sandbox,
            body = @body
        WHERE id = @id
        """;

    private readonly SqlKnownRows<long, PoolResource> _known = new(session);

    public PoolResource? Find(long id) =>
        _known.Find(id, () => session.First("SELECT body FROM resources WHERE id = @id", Read, Number("id", id)));

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

    // While the queue is locked no one else adds resources, so the answer can wait.
    public void Add(PoolResource resource)
    {
        Exception Missed() =>
            session.Dialect.Conflict($"the resource {resource.Id} or a living one named {resource.Name} already exists");

        if (session.HasLockedQueue) session.ExecuteLater(new(InsertSql, Values(resource), Missed));
        else if (session.Execute(InsertSql, Values(resource)) != 1) throw Missed();
        _known.WasWritten(resource.Id, resource);
    }

    public bool Update(PoolResource resource) =>
        _known.Update(resource.Id, resource, $"The resource {resource.Id}", UpdateSql, Values(resource));

    public bool Remove(long id)
    {
        _known.WasWritten(id, null);
        return session.Execute("DELETE FROM resources WHERE id = @id", Number("id", id)) > 0;
    }

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

    private PoolResource Read(DbDataReader row)
    {
        var resource = RowJson.Read<PoolResource>(row.GetString(0));
        return _known.WasRead(resource.Id, resource);
    }
}
