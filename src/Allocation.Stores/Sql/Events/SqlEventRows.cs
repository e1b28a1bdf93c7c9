using System.Data.Common;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Events;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Events;

internal sealed class SqlEventRows(SqlSession session) : IEventRows
{
    private const string InsertSql =
        """
        INSERT INTO events (at, id, kind, subject, subject_id, name_key, pool_keys, actor_key, body)
        VALUES (@at, @id, @kind, @subject, @subject_id, @name_key, @pool_keys, @actor_key, @body)
        ON CONFLICT DO NOTHING
        """;

    private readonly HashSet<string> _added = [];
    private (AllocationEvent Row, string Key)? _lastActor;

    public string? ServerUser => session.Dialect.ServerUser;

    public IEnumerable<AllocationEvent> Query(EventQuery query)
    {
        var filter = new SqlEventFilter(query, session.Dialect);
        return session.Rows(
            $"SELECT at, id, kind, subject, subject_id, body FROM events{filter.Where} ORDER BY at DESC, id DESC LIMIT @take OFFSET @skip",
            Read,
            [.. filter.Values, Number("take", query.Take ?? long.MaxValue), Number("skip", query.Skip)]);
    }

    public long Count(EventQuery query)
    {
        var filter = new SqlEventFilter(query with { After = null }, session.Dialect);
        return session.Number("SELECT COUNT(*) FROM events" + filter.Where, [.. filter.Values]);
    }

    // Ids are unique, so only a document can have one twice, and all rows of a document come this way: then the answer must not wait.
    public void Add(AllocationEvent row)
    {
        Exception Missed() => session.Dialect.Conflict($"there is an event {row.EventId}");

        SqlValue[] values =
        [
            Time("at", row.Time),
            Text("id", row.EventId),
            Text("kind", row.Kind.ToString()),
            Text("subject", row.Subject.ToString()),
            Text("subject_id", row.SubjectId),
            Text("name_key", NameKey.Of(row.Name)),
            Text("pool_keys", EventKeys.OfPools(row.Pool)),
            Text("actor_key", ActorOf(row)),
            Text("body", EventBody.Write(row)),
        ];
        if (_added.Add(row.EventId)) session.ExecuteLater(new(InsertSql, values, Missed));
        else if (session.Execute(InsertSql, values) == 0) throw Missed();
    }

    public bool Remove(EventPosition place) =>
        session.Execute("DELETE FROM events WHERE at = @at AND id = @id", Time("at", place.Time), Text("id", place.EventId)) > 0;

    public int RemoveBefore(DateTimeOffset before, int most) => session.Execute(
        """
        DELETE FROM events WHERE (at, id) IN (SELECT at, id FROM events WHERE at < @before ORDER BY at, id LIMIT @most)
        """,
        Time("before", before), Number("most", most));

    // A transaction has one actor, and often a thousand events.
    private string ActorOf(AllocationEvent row)
    {
        if (_lastActor is { } last && last.Row.User == row.User && last.Row.Host == row.Host && last.Row.ServerUser == row.ServerUser)
            return last.Key;
        _lastActor = (row, EventKeys.OfActor(row));
        return _lastActor.Value.Key;
    }

    private static AllocationEvent Read(DbDataReader row) => EventBody.Read(
        row.GetString(5),
        row.GetString(1),
        UnixMicroseconds.ToTime(row.GetInt64(0)),
        SqlName<EventKind>.Read(row.GetString(2)),
        SqlName<EventSubject>.Read(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetString(4));
}
