using System.Text.Json;
using Allocation.Core.Storage.Rows;

namespace Allocation.Core.Storage.Documents;

/// <summary>Request ids that were used.</summary>
internal sealed class RequestSection : RowSection<RequestRecord>
{
    /// <inheritdoc/>
    public override string Name => "requests";

    /// <inheritdoc/>
    protected override IEnumerable<RequestRecord> All(IStoreSession session) => session.Requests.All();

    /// <inheritdoc/>
    protected override string Key(RequestRecord row) => row.RequestId;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, RequestRecord row)
    {
        writer.Text("requestId", row.RequestId);
        writer.Text("fingerprint", row.Fingerprint);
        writer.Text("leaseIds", row.LeaseIds);
        writer.Time("createdAt", row.CreatedAt);
    }

    /// <inheritdoc/>
    protected override RequestRecord Read(DocumentRow fields) =>
        new(fields.Text("requestId"), fields.Text("fingerprint"), fields.Text("leaseIds"), fields.Time("createdAt"));

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, RequestRecord row) => session.Requests.Add(row);
}
