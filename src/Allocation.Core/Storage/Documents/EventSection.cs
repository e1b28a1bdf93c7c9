using System.Text.Json;
using Allocation.Core.Storage.Events;

namespace Allocation.Core.Storage.Documents;

/// <summary>Who changed what. For what can be done now it decides nothing.</summary>
internal sealed class EventSection : RowSection<AllocationEvent>
{
    private const string Body = "details";

    /// <inheritdoc/>
    public override string Name => "events";

    /// <inheritdoc/>
    public override bool IsEmpty(IStoreSession session) => !session.Events.Query(new EventQuery { Take = 1 }).Any();

    /// <inheritdoc/>
    public override long Count(IStoreSession session) => session.Events.Count(new EventQuery());

    /// <inheritdoc/>
    protected override IEnumerable<AllocationEvent> All(IStoreSession session) => session.Events.Query(new EventQuery());

    /// <inheritdoc/>
    protected override IEnumerable<AllocationEvent> Present(IStoreSession session) => [];

    /// <inheritdoc/>
    protected override string Key(AllocationEvent row) => row.EventId;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, AllocationEvent row)
    {
        writer.Text("id", row.EventId);
        writer.Time("at", row.Time);
        writer.Text("kind", row.Kind.ToString());
        writer.Text("subject", row.Subject.ToString());
        writer.Text("subjectId", row.SubjectId);
        writer.Object(Body, EventBody.Write(row));
    }

    /// <inheritdoc/>
    protected override AllocationEvent Read(DocumentRow fields)
    {
        var body = fields.OptionalObject(Body) ?? throw fields.Mistake(Body, "is missing");
        var (id, time, subjectId) = (fields.Text("id"), fields.Time("at"), fields.OptionalText("subjectId"));
        try
        {
            return EventBody.Read(body, id, time, fields.Choice<EventKind>("kind"), fields.Choice<EventSubject>("subject"), subjectId);
        }
        catch (JsonException e)
        {
            throw fields.Mistake(Body, $"cannot be read as an event: {e.Message}");
        }
    }

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, AllocationEvent row)
    {
        session.Events.Add(row);
        return true;
    }
}
