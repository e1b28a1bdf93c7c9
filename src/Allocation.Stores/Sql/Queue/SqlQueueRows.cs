using System.Data.Common;
using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Queue;

internal sealed class SqlQueueRows(SqlSession session) : IQueueRows
{
    private const string Select = "SELECT next_ticket, next_resource, revision FROM queue WHERE id = 1";

    public QueueState Read() => session.First(Select, Read)!;

    public QueueState Lock()
    {
        var state = session.First(session.Dialect.Locking(Select, holdsOthers: false), Read)!;
        IsLocked = session.IsWritable;
        return state;
    }

    /// <summary>Whether this session has locked the queue, so that no other transaction changes tickets, resources and resource
    /// pools.</summary>
    public bool IsLocked { get; private set; }

    // There is one row, which is always there.
    public void Save(QueueState state)
    {
        session.ExecuteLater(new(
            "UPDATE queue SET next_ticket = @next_ticket, next_resource = @next_resource, revision = @revision WHERE id = 1",
            [Number("next_ticket", state.NextTicket), Number("next_resource", state.NextResource), Number("revision", state.Revision)]));
        if (session.Dialect.QueueChanged(state.Revision) is { } news) session.ExecuteLater(news);
    }

    public IReadOnlyList<ManagerRecord> Managers() =>
        [.. session.Rows("SELECT body FROM managers ORDER BY id", row => RowJson.Read<ManagerRecord>(row.GetString(0)))];

    public void SaveManager(ManagerRecord manager) => session.Execute(
        "INSERT INTO managers (id, body) VALUES (@id, @body) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        Text("id", manager.Id),
        Text("body", RowJson.Write(manager)));

    public void RemoveManager(string id) => session.Execute("DELETE FROM managers WHERE id = @id", Text("id", id));

    private static QueueState Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}
