using System.Data.Common;
using System.Globalization;
using Allocation.Core.Ledger;
using Allocation.Core.Pools;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Rows;
using Allocation.Stores.Sql.Notes;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlAllocationRows(SqlSession session) : IAllocationRows
{
    private const string Select =
        "SELECT reservation_id, pool, resource_id, number, lease_id, lease_name, lease_kind, attribute, state, start_date, end_date, " +
            "handle, " + SqlNoteRows.OfAllocation + " FROM allocations";

    private const string InsertSql =
        """
        INSERT INTO allocations (reservation_id, pool, resource_id, number, lease_id, lease_name, lease_name_key, lease_kind, attribute,
            state, start_date, end_date, handle)
        VALUES (@reservation_id, @pool, @resource_id, @number, @lease_id, @lease_name, @lease_name_key, @lease_kind, @attribute, @state,
            @start_date, @end_date, @handle)
        ON CONFLICT DO NOTHING
        """;

    // What identifies the row seldom changes, and a statement that could change it would rewrite every index.
    private const string UpdateSql =
        """
        UPDATE allocations SET lease_name = @lease_name, lease_kind = @lease_kind, attribute = @attribute, state = @state,
            start_date = @start_date, end_date = @end_date, handle = @handle
        WHERE reservation_id = @reservation_id AND pool = @pool AND resource_id = @resource_id AND number = @number
            AND lease_id = @lease_id
            AND lease_name_key = @lease_name_key
        """;

    private const int NamesAtOnce = 100;

    private static readonly string s_heldOfOne = HeldOf(1);
    private static readonly string s_heldOfMany = HeldOf(NamesAtOnce);

    // Lines that Find, FindActive and ActiveOf gave, by reservation id, where writes can wait.
    private readonly Dictionary<string, AllocationRecord> _read = [];

    public AllocationRecord? FindActive(string pool, string resourceId) => session.First(
        Select + " WHERE pool = @pool AND resource_id = @resource_id AND state = 'Active'", Know, Text("pool", pool),
            Text("resource_id", resourceId));

    public AllocationRecord? Find(string reservationId) =>
        session.First(Select + " WHERE reservation_id = @reservation_id", Know, Text("reservation_id", reservationId));

    public IReadOnlyList<AllocationRecord> ActiveOf(string leaseId) =>
        [.. session.Rows(Select + " WHERE lease_id = @lease_id AND state <> 'Released' ORDER BY reservation_id", Know,
            Text("lease_id", leaseId))];

    public bool HasActive(string leaseId) => session.FirstValue(
        "SELECT 1 FROM allocations WHERE lease_id = @lease_id AND state <> 'Released' LIMIT 1", row => row.GetInt64(0),
        Text("lease_id", leaseId)) is not null;

    public IEnumerable<AllocationRecord> ActiveIn(string pool, NumberRange range) => session.Rows(
        Select + " WHERE pool = @pool AND number >= @from AND number < @to AND state <> 'Released' ORDER BY number, resource_id",
        Read,
        Text("pool", pool),
        Number("from", Math.Max(0, range.From)),
        Number("to", range.To));

    // Two statements for any number of names, so that each is prepared once: for one, and for so many, of which the last may be repeated.
    public IReadOnlySet<string> HeldDirectly(IEnumerable<string> names)
    {
        var held = new HashSet<string>();
        foreach (var part in names.Select(NameKey.Of).Distinct().Chunk(NamesAtOnce))
        {
            var keys = part.Length == 1 ? part : [.. part, .. Enumerable.Repeat(part[^1], NamesAtOnce - part.Length)];
            held.UnionWith(session.Rows(keys.Length == 1 ? s_heldOfOne : s_heldOfMany, row => row.GetString(0),
                [.. keys.Select((key, place) => Text(NameAt(place), key))]));
        }

        return held;
    }

    public long CountActive(string pool) =>
        session.Number("SELECT COUNT(*) FROM allocations WHERE pool = @pool AND state = 'Active'", Text("pool", pool));

    public IEnumerable<AllocationRecord> Query(AllocationQuery query)
    {
        var filter = new SqlAllocationFilter(query, session.Dialect);
        return session.Rows(
            Select + filter.Where + " ORDER BY pool, number, resource_id, reservation_id LIMIT @take OFFSET @skip",
            Read,
            [.. filter.Values, Number("take", query.Take ?? long.MaxValue), Number("skip", query.Skip)]);
    }

    public long Count(AllocationQuery query)
    {
        var filter = new SqlAllocationFilter(query, session.Dialect);
        return session.Number("SELECT COUNT(*) FROM allocations" + filter.Where, [.. filter.Values]);
    }

    public IEnumerable<AllocationRecord> OfLostServices(string state) => session.Rows(
        Select +
        """
         WHERE state = 'Active' AND lease_kind = 'Service' AND NOT EXISTS (
            SELECT 1 FROM services
            WHERE services.id = allocations.lease_id AND services.living = 1 AND services.state <> @state)
        ORDER BY pool, number, resource_id, reservation_id
        """,
        Read,
        Text("state", state));

    // While the pool is locked, or the queue of whom resources are given to, no one else can make the row a conflict, so its answer can
    // wait.
    public void Add(AllocationRecord allocation)
    {
        Exception Missed() =>
            session.Dialect.Conflict($"{allocation.ResourceId} of {allocation.Pool} is held, or its reservation id is used");

        var isAlone = session.HasLocked(allocation.Pool) || (session.HasLockedQueue && allocation.LeaseKind == LeaseKind.Ticket);
        if (isAlone) session.ExecuteLater(new(InsertSql, Values(allocation), Missed));
        else if (session.Execute(InsertSql, Values(allocation)) != 1) throw Missed();
    }

    // A line that was read is most often still there, so its answer can wait. Otherwise the work runs again and reads anew.
    public bool Update(AllocationRecord allocation)
    {
        if (_read.TryGetValue(allocation.ReservationId, out var read) && HasSameIdentity(read, allocation))
        {
            session.ExecuteLater(new(UpdateSql, Values(allocation),
                () => session.Dialect.Conflict($"the line of {allocation.ResourceId} of {allocation.Pool} was changed")));
            return true;
        }

        _read.Remove(allocation.ReservationId);
        return session.Execute(UpdateSql, Values(allocation)) > 0
        || session.Execute(
            """
            UPDATE allocations SET resource_id = @resource_id, number = @number, lease_id = @lease_id, lease_name = @lease_name,
                lease_name_key = @lease_name_key, lease_kind = @lease_kind, attribute = @attribute, state = @state,
                start_date = @start_date, end_date = @end_date, handle = @handle
            WHERE reservation_id = @reservation_id AND pool = @pool
            """,
            Values(allocation)) > 0;
    }

    public bool Remove(string reservationId)
    {
        _read.Remove(reservationId);
        return session.Execute("DELETE FROM allocations WHERE reservation_id = @reservation_id", Text("reservation_id", reservationId)) > 0;
    }

    /// <summary>Forgets the lines that were read: a pool was renamed, and they name the old one.</summary>
    public void Forget() => _read.Clear();

    public IEnumerable<HourlyChange> ChangesSince(DateTimeOffset since) => session.Rows(
        """
        SELECT pool, hour, CAST(SUM(began) AS bigint), CAST(SUM(ended) AS bigint)
        FROM (
            SELECT pool, start_date / 3600000000 AS hour, 1 AS began, 0 AS ended FROM allocations WHERE start_date >= @since
            UNION ALL
            SELECT pool, end_date / 3600000000, 0, 1 FROM allocations WHERE state = 'Released' AND end_date >= @since
        ) AS changes
        GROUP BY pool, hour
        ORDER BY pool, hour
        """,
        row =>
            new HourlyChange(row.GetString(0), UnixMicroseconds.ToTime(row.GetInt64(1) * 3_600_000_000), row.GetInt64(2), row.GetInt64(3)),
        Time("since", since));

    private static SqlValue[] Values(AllocationRecord row) =>
    [
        Text("reservation_id", row.ReservationId),
        Text("pool", row.Pool),
        Text("resource_id", row.ResourceId),
        Number("number", row.Value ?? -1),
        Text("lease_id", row.LeaseId),
        Text("lease_name", row.LeaseName),
        Text("lease_name_key", NameKey.Of(row.LeaseName)),
        Text("lease_kind", row.LeaseKind.ToString()),
        Text("attribute", row.Attribute),
        Text("state", row.State.ToString()),
        Time("start_date", row.StartDate),
        Time("end_date", row.EndDate),
        Text("handle", row.Handle),
    ];

    private static bool HasSameIdentity(AllocationRecord one, AllocationRecord other) => one.Pool == other.Pool
        && one.ResourceId == other.ResourceId && one.Value == other.Value && one.LeaseId == other.LeaseId
        && NameKey.Of(one.LeaseName) == NameKey.Of(other.LeaseName);

    // Only where writes can wait. Otherwise an update has its answer at once.
    private AllocationRecord Know(DbDataReader row)
    {
        var line = Read(row);
        if (session.IsWritable && session.Dialect.MostTogether > 1) _read.TryAdd(line.ReservationId, line);
        return line;
    }

    private static string HeldOf(int names) =>
        "SELECT DISTINCT lease_name_key FROM allocations WHERE state = 'Active' AND lease_kind = 'Direct' AND lease_name_key IN (" +
            string.Join(", ", Enumerable.Range(0, names).Select(place => "@" + NameAt(place))) + ")";

    private static string NameAt(int place) => string.Create(CultureInfo.InvariantCulture, $"name{place}");

    private static AllocationRecord Read(DbDataReader row) => new()
    {
        ReservationId = row.GetString(0),
        Pool = row.GetString(1),
        ResourceId = row.GetString(2),
        Value = row.GetInt64(3) is var number && number < 0 ? null : number,
        LeaseId = row.GetString(4),
        LeaseName = row.GetString(5),
        LeaseKind = SqlName<LeaseKind>.Read(row.GetString(6)),
        Attribute = row.IsDBNull(7) ? null : row.GetString(7),
        State = SqlName<AllocationState>.Read(row.GetString(8)),
        StartDate = UnixMicroseconds.ToTime(row.GetInt64(9)),
        EndDate = row.IsDBNull(10) ? null : UnixMicroseconds.ToTime(row.GetInt64(10)),
        Handle = row.IsDBNull(11) ? null : row.GetString(11),
        Notes = SqlNoteRows.Read(row, 12),
    };
}
