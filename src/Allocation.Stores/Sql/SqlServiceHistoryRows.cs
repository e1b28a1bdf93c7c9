using System.Data.Common;
using Allocation.Core.Services;
using Allocation.Core.Storage;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlServiceHistoryRows(SqlSession session) : IServiceHistoryRows
{
    private const string InsertSql =
        "INSERT INTO service_history (id, service_id, at, events) VALUES (@id, @service_id, @at, @events) ON CONFLICT DO NOTHING";

    private readonly HashSet<(string ServiceId, string Id)> _added = [];

    public IEnumerable<ServiceHistoryRecord> Of(string serviceId) => session.Rows(
        "SELECT id, service_id, at, events FROM service_history WHERE service_id = @service_id ORDER BY id", Read, Text("service_id", serviceId));

    public IEnumerable<ServiceHistoryRecord> All() => session.Rows(
        "SELECT id, service_id, at, events FROM service_history ORDER BY service_id, id", Read);

    // While the service is locked nobody else can make the row a conflict, so its answer can wait; this session could, by
    // adding it twice, as a document does that has a mistake.
    public void Add(ServiceHistoryRecord record)
    {
        void Verify(int added)
        {
            if (added == 0) throw session.Dialect.Conflict($"the history has {record.Id} already");
        }

        SqlValue[] values = [Text("id", record.Id), Text("service_id", record.ServiceId), Time("at", record.At), Text("events", record.Events)];
        if (session.HasLockedService(record.ServiceId) && _added.Add((record.ServiceId, record.Id))) session.ExecuteLater(new(InsertSql, values, Verify));
        else Verify(session.Execute(InsertSql, values));
    }

    public void Remove(string serviceId) =>
        session.Execute("DELETE FROM service_history WHERE service_id = @service_id", Text("service_id", serviceId));

    private static ServiceHistoryRecord Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), UnixMicroseconds.ToTime(row.GetInt64(2)), row.GetString(3));
}
