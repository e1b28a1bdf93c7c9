using System.Data.Common;
using Allocation.Core.Storage.Rows;
using static Allocation.Stores.Sql.SqlValue;

namespace Allocation.Stores.Sql;

internal sealed class SqlRequestRows(SqlSession session) : IRequestRows
{
    private const string Select = "SELECT request_id, fingerprint, lease_ids, created_at FROM requests";

    public RequestRecord? Find(string requestId) =>
        session.First(Select + " WHERE request_id = @request_id", Read, Text("request_id", requestId));

    public IEnumerable<RequestRecord> All() => session.Rows(Select + " ORDER BY request_id", Read);

    public bool Add(RequestRecord request) => session.Execute(
        """
        INSERT INTO requests (request_id, fingerprint, lease_ids, created_at) VALUES (@request_id, @fingerprint, @lease_ids, @created_at)
        ON CONFLICT DO NOTHING
        """,
        Text("request_id", request.RequestId),
        Text("fingerprint", request.Fingerprint),
        Text("lease_ids", request.LeaseIds),
        Time("created_at", request.CreatedAt)) > 0;

    public void Remove(string requestId) =>
        session.Execute("DELETE FROM requests WHERE request_id = @request_id", Text("request_id", requestId));

    private static RequestRecord Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), UnixMicroseconds.ToTime(row.GetInt64(3)));
}
