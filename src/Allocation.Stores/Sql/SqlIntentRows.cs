using System.Data.Common;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlIntentRows(SqlSession session) : IIntentRows
{
    private const string Select =
        """
        SELECT id, purpose, state, pool, number, handle, reservation_id, lease_id, lease_name, lease_kind, attribute, caller, heartbeat,
            created_at, attempts, next_try, note, call
        FROM intents
        """;

    public IntentRecord? Find(string id) => session.First(Select + " WHERE id = @id", Read, Text("id", id));

    public IntentRecord? Lock(string id) =>
        session.First(session.Dialect.Locking(Select + " WHERE id = @id", holdsOthers: false), Read, Text("id", id));

    public IReadOnlyList<IntentRecord> OfLease(string leaseId) =>
        [.. session.Rows(Select + " WHERE lease_id = @lease_id ORDER BY id", Read, Text("lease_id", leaseId))];

    public IReadOnlyList<IntentRecord> Naming(string pool, long number) =>
        [.. session.Rows(Select + " WHERE pool = @pool AND number = @number ORDER BY id", Read, Text("pool", pool),
            Number("number", number))];

    public IReadOnlyList<IntentRecord> All() => [.. session.Rows(Select + " ORDER BY id", Read)];

    public void Add(IntentRecord intent)
    {
        var added = session.Execute(
            """
            INSERT INTO intents (id, purpose, state, pool, number, handle, reservation_id, lease_id, lease_name, lease_kind, attribute,
                caller, heartbeat, created_at, attempts, next_try, note, call)
            VALUES (@id, @purpose, @state, @pool, @number, @handle, @reservation_id, @lease_id, @lease_name, @lease_kind, @attribute,
                @caller, @heartbeat, @created_at, @attempts, @next_try, @note, @call)
            ON CONFLICT DO NOTHING
            """,
            Values(intent));
        if (added != 1) throw session.Dialect.Conflict($"the intent id {intent.Id} is used");
    }

    public bool Update(IntentRecord intent) => session.Execute(
        """
        UPDATE intents SET purpose = @purpose, state = @state, pool = @pool, number = @number, handle = @handle,
            reservation_id = @reservation_id,
            lease_id = @lease_id, lease_name = @lease_name, lease_kind = @lease_kind, attribute = @attribute, caller = @caller,
            heartbeat = @heartbeat, created_at = @created_at, attempts = @attempts, next_try = @next_try, note = @note, call = @call
        WHERE id = @id
        """,
        Values(intent)) > 0;

    public bool Remove(string id) => session.Execute("DELETE FROM intents WHERE id = @id", Text("id", id)) > 0;

    private static SqlValue[] Values(IntentRecord row) =>
    [
        Text("id", row.Id),
        Text("purpose", row.Purpose.ToString()),
        Text("state", row.State.ToString()),
        Text("pool", row.Pool),
        Number("number", row.Number),
        Text("handle", row.Handle),
        Text("reservation_id", row.ReservationId),
        Text("lease_id", row.LeaseId),
        Text("lease_name", row.LeaseName),
        Text("lease_kind", row.LeaseKind.ToString()),
        Text("attribute", row.Attribute),
        Text("caller", row.Caller),
        Time("heartbeat", row.Heartbeat),
        Time("created_at", row.CreatedAt),
        Number("attempts", row.Attempts),
        Time("next_try", row.NextTry),
        Text("note", row.Note),
        Text("call", row.Call?.ToJson()),
    ];

    private static IntentRecord Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Purpose = Enum.Parse<IntentPurpose>(row.GetString(1)),
        State = Enum.Parse<IntentState>(row.GetString(2)),
        Pool = row.GetString(3),
        Number = row.IsDBNull(4) ? null : row.GetInt64(4),
        Handle = OptionalText(row, 5),
        ReservationId = OptionalText(row, 6),
        LeaseId = row.GetString(7),
        LeaseName = row.GetString(8),
        LeaseKind = Enum.Parse<LeaseKind>(row.GetString(9)),
        Attribute = OptionalText(row, 10),
        Caller = row.GetString(11),
        Heartbeat = UnixMicroseconds.ToTime(row.GetInt64(12)),
        CreatedAt = UnixMicroseconds.ToTime(row.GetInt64(13)),
        Attempts = (int)row.GetInt64(14),
        NextTry = row.IsDBNull(15) ? null : UnixMicroseconds.ToTime(row.GetInt64(15)),
        Note = OptionalText(row, 16),
        Call = OptionalText(row, 17) is { } call ? IntentCall.Parse(call) : null,
    };

    private static string? OptionalText(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
