using System.Data.Common;
using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Notes;
using Allocation.Core.Storage.Rows;
using Allocation.Core.Tickets;
using Allocation.Stores.Sql.Notes;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql.Queue;

internal sealed class SqlTicketRows(SqlSession session) : ITicketRows
{
    private const string InsertSql =
        """
        INSERT INTO tickets (id, state, waiting_key, sandbox, expires_at, body)
        VALUES (@id, @state, @waiting_key, @sandbox, @expires_at, @body)
        ON CONFLICT DO NOTHING
        """;

    private const string UpdateSql =
        """
        UPDATE tickets SET state = @state, waiting_key = @waiting_key, sandbox = @sandbox, expires_at = @expires_at, body = @body
        WHERE id = @id
        """;

    private readonly SqlKnownRows<long, ResourceTicket> _known = new(session);

    // What NextExpiry gave under the lock of the queue; null once a ticket is written.
    private KnownExpiry? _nextExpiry;

    public ResourceTicket? Find(long id) =>
        _known.Find(id, () => session.First("SELECT body FROM tickets WHERE id = @id", Read, Number("id", id)));

    public IEnumerable<ResourceTicket> Query(TicketQuery query)
    {
        var conditions = new List<string>();
        var values = new List<SqlValue>();
        if (query.State is { } state)
        {
            conditions.Add("state = @state");
            values.Add(Text("state", state.ToString()));
        }

        SqlNoteFilter.Add(query.Notes, NoteSubjectKind.Lease, "CAST(id AS text)", session.Dialect, conditions, values);
        if (query.After is { } after)
        {
            conditions.Add("id > @after");
            values.Add(Number("after", after));
        }

        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return session.Rows(
            "SELECT body FROM tickets" + where + " ORDER BY id LIMIT @take OFFSET @skip",
            Read,
            [.. values, Number("take", query.Take ?? long.MaxValue), Number("skip", query.Skip)]);
    }

    // Jumps from key to key in the index instead of reading every row.
    public IReadOnlyList<string> WaitingTagKeys() => [.. session.Rows(
        """
        WITH RECURSIVE found (tag_key) AS (
            SELECT MIN(waiting_key) FROM tickets WHERE waiting_key IS NOT NULL
            UNION ALL
            SELECT (SELECT MIN(waiting_key) FROM tickets WHERE waiting_key IS NOT NULL AND waiting_key > found.tag_key) FROM found
                WHERE found.tag_key IS NOT NULL
        )
        SELECT tag_key FROM found WHERE tag_key IS NOT NULL
        """,
        row => row.GetString(0))];

    public IReadOnlyList<ResourceTicket> Waiting(string tagKey, string? sandbox, int take) => sandbox is null
        ? [.. session.Rows(
            "SELECT body FROM tickets WHERE waiting_key = @waiting_key ORDER BY id LIMIT @take", Read,
                Text("waiting_key", tagKey), Number("take", take))]
        : [.. session.Rows(
            "SELECT body FROM tickets WHERE waiting_key = @waiting_key AND sandbox = @sandbox ORDER BY id LIMIT @take",
            Read,
            Text("waiting_key", tagKey),
            Text("sandbox", sandbox),
            Number("take", take))];

    public long CountWaiting(string tagKey, long before) => session.Number(
        "SELECT COUNT(*) FROM tickets WHERE waiting_key = @waiting_key AND id < @before", Text("waiting_key", tagKey),
            Number("before", before));

    // Most often none has expired, and the next expiry is asked for anyway.
    public IReadOnlyList<ResourceTicket> Expired(DateTimeOffset now) => NextExpiry() is not { } next || next > now ? [] : [.. session.Rows(
        "SELECT body FROM tickets WHERE state = 'Open' AND expires_at IS NOT NULL AND expires_at <= @now ORDER BY expires_at, id",
            Read, Time("now", now))];

    // A pass of a manager asks at its start and at its end.
    public DateTimeOffset? NextExpiry()
    {
        if (_nextExpiry is { } known) return known.Time;
        var next = session.FirstValue(
            "SELECT expires_at FROM tickets WHERE state = 'Open' AND expires_at IS NOT NULL ORDER BY expires_at, id LIMIT 1",
            row => UnixMicroseconds.ToTime(row.GetInt64(0)));
        if (session.HasLockedQueue) _nextExpiry = new(next);
        return next;
    }

    // While the queue is locked no one else adds tickets, so the answer can wait.
    public void Add(ResourceTicket ticket)
    {
        Exception Missed() => session.Dialect.Conflict($"the ticket {ticket.Id} already exists");

        if (session.HasLockedQueue) session.ExecuteLater(new(InsertSql, Values(ticket), Missed));
        else if (session.Execute(InsertSql, Values(ticket)) != 1) throw Missed();
        session.AddNotes(NoteSubject.Lease(LedgerText.Of(ticket.Id)), ticket.Notes);
        _known.WasWritten(ticket.Id, ticket);
        _nextExpiry = null;
    }

    public bool Update(ResourceTicket ticket)
    {
        _nextExpiry = null;
        return _known.Update(ticket.Id, ticket, $"The ticket {ticket.Id}", UpdateSql, Values(ticket));
    }

    public bool Remove(long id)
    {
        _known.WasWritten(id, null);
        _nextExpiry = null;
        session.Notes.Set(NoteSubject.Lease(LedgerText.Of(id)), NoteSet.None);
        return session.Execute("DELETE FROM tickets WHERE id = @id", Number("id", id)) > 0;
    }

    private static SqlValue[] Values(ResourceTicket row) =>
    [
        Number("id", row.Id),
        Text("state", row.State.ToString()),
        Text("waiting_key", row.Waits ? TagKey.Of(row.Tag) : null),
        Text("sandbox", row.Sandbox ?? ""),
        Time("expires_at", row.ExpiresAt),
        Text("body", RowJson.Write(row)),
    ];

    private ResourceTicket Read(DbDataReader row)
    {
        var ticket = RowJson.Read<ResourceTicket>(row.GetString(0));
        return _known.WasRead(ticket.Id, ticket);
    }

    private sealed record KnownExpiry(DateTimeOffset? Time);
}
