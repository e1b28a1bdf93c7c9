using System.Data.Common;
using Allocation.Core.Services;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlServiceHistoryRows(SqlSession session) : IServiceHistoryRows
{
    private const string InsertSql =
        "INSERT INTO service_history (id, service_id, at, events) VALUES (@id, @service_id, @at, @events) ON CONFLICT DO NOTHING";

    private readonly HashSet<(string ServiceId, string Id)> _added = [];

    // The first row of an instance is stored with the instance: it is about as long, and its own table would cost each creation
    // as much again as the instance.
    public IEnumerable<ServiceHistoryRecord> Of(string serviceId) => session.Rows(
        """
        SELECT first_id, id, first_at, first_events FROM services WHERE id = @service_id AND first_events IS NOT NULL
        UNION ALL SELECT id, service_id, at, events FROM service_history WHERE service_id = @service_id
        ORDER BY 1
        """,
        Read,
        Text("service_id", serviceId));

    public IEnumerable<ServiceHistoryRecord> All() => session.Rows(
        """
        SELECT first_id, id, first_at, first_events FROM services WHERE first_events IS NOT NULL
        UNION ALL SELECT id, service_id, at, events FROM service_history
        ORDER BY 2, 1
        """,
        Read);

    // Ids are unique, so only a document can have one twice, and all rows of a document come this way. While the service is locked no one
    // else can make the row a conflict, so its answer can wait; this session could, by
    // adding it twice, as a document does that has a mistake.
    public void Add(ServiceHistoryRecord record)
    {
        Exception Missed() => session.Dialect.Conflict($"the history already has {record.Id}");

        SqlValue[] values = [Text("id", record.Id), Text("service_id", record.ServiceId), Time("at", record.At),
            Text("events", record.Events)];
        if (session.HasLockedService(record.ServiceId) && _added.Add((record.ServiceId, record.Id)))
            session.ExecuteLater(new(InsertSql, values, Missed));
        else if (session.Execute(InsertSql, values) == 0) throw Missed();
    }

    private static ServiceHistoryRecord Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), UnixMicroseconds.ToTime(row.GetInt64(2)), row.GetString(3));
}
