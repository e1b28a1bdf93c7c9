using System.Text.Json;
using Allocation.Core.Ledger;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Storage.Documents;

/// <summary>Service instances, living and ended.</summary>
internal sealed class ServiceSection : RowSection<ServiceInstance>
{
    /// <inheritdoc/>
    public override string Name => "services";

    /// <inheritdoc/>
    protected override IEnumerable<ServiceInstance> All(IStoreSession session) => session.Services.Query(new ServiceQuery
    {
        Living = null,
    });

    /// <summary>Those that live, and those that a request id would lead to.</summary>
    protected override IEnumerable<ServiceInstance> Present(IStoreSession session) => session.Services.Query(new ServiceQuery())
        .Concat(session.Requests.All().ToList().SelectMany(request => request.LeaseIds.Split('\n')).Distinct().Select(session.Services.Find)
            .OfType<ServiceInstance>().Where(i => !i.Living));

    /// <inheritdoc/>
    protected override string Key(ServiceInstance row) => row.Id;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, ServiceInstance row)
    {
        writer.Text("id", row.Id);
        writer.Text("definition", row.Definition);
        writer.Number("definitionVersion", row.DefinitionVersion);
        writer.Text("name", row.Name);
        writer.Text("state", row.State);
        writer.WriteBoolean("living", row.Living);
        writer.Number("version", row.Version);
        writer.Object("candidate", row.Candidate?.ToJson());
        writer.Object("active", row.Active?.ToJson());
        writer.Object("rollback", row.Rollback?.ToJson());
        writer.Time("startDate", row.Time.Start);
        writer.Time("endDate", row.Time.End);
        writer.Notes(row.Notes);
        writer.Time("createdAt", row.CreatedAt);
        writer.Time("updatedAt", row.UpdatedAt);
    }

    /// <inheritdoc/>
    protected override ServiceInstance Read(DocumentRow fields) => new()
    {
        Id = fields.Text("id"),
        Definition = fields.Text("definition"),
        DefinitionVersion = (int)fields.Number("definitionVersion"),
        Name = fields.Text("name"),
        State = fields.Text("state"),
        Living = fields.Flag("living"),
        Version = (int)fields.Number("version"),
        Candidate = Attributes(fields, "candidate"),
        Active = Attributes(fields, "active"),
        Rollback = Attributes(fields, "rollback"),
        Time = Lease(fields),
        Notes = fields.Notes(),
        CreatedAt = fields.Time("createdAt"),
        UpdatedAt = fields.Time("updatedAt"),
    };

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ServiceInstance row) => session.Services.Add(row);

    private static LeaseTime Lease(DocumentRow fields) =>
        (fields.OptionalTime("startDate"), fields.OptionalTime("endDate")) is var (start, end) && start is null && end is null
            ? LeaseTime.Open
            : new(start, end);

    private static AttributeSet? Attributes(DocumentRow fields, string name) =>
        fields.OptionalObject(name) is { } json ? AttributeSet.Parse(json) : null;
}
