using System.Text.Json;
using Allocation.Core.Inventories.Intents;
using Allocation.Core.Ledger;

namespace Allocation.Core.Storage.Documents;

/// <summary>Calls to foreign inventories that are not settled.</summary>
internal sealed class IntentSection : RowSection<IntentRecord>
{
    /// <inheritdoc/>
    public override string Name => "intents";

    /// <inheritdoc/>
    protected override IEnumerable<IntentRecord> All(IStoreSession session) => session.Intents.All();

    /// <inheritdoc/>
    protected override string Key(IntentRecord row) => row.Id;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, IntentRecord row)
    {
        writer.Text("id", row.Id);
        writer.Text("purpose", row.Purpose.ToString());
        writer.Text("state", row.State.ToString());
        writer.Text("pool", row.Pool);
        writer.Number("number", row.Number);
        writer.Text("handle", row.Handle);
        writer.Text("reservationId", row.ReservationId);
        writer.Text("leaseId", row.LeaseId);
        writer.Text("leaseName", row.LeaseName);
        writer.Text("leaseKind", row.LeaseKind.ToString());
        writer.Text("attribute", row.Attribute);
        writer.Text("caller", row.Caller);
        writer.Time("heartbeat", row.Heartbeat);
        writer.Time("createdAt", row.CreatedAt);
        writer.Number("attempts", row.Attempts);
        writer.Time("nextTry", row.NextTry);
        writer.Text("note", row.Note);
        writer.Object("call", row.Call?.ToJson());
    }

    /// <inheritdoc/>
    protected override IntentRecord Read(DocumentRow fields) => new()
    {
        Id = fields.Text("id"),
        Purpose = fields.Choice<IntentPurpose>("purpose"),
        State = fields.Choice<IntentState>("state"),
        Pool = fields.Text("pool"),
        Number = fields.OptionalNumber("number"),
        Handle = fields.OptionalText("handle"),
        ReservationId = fields.OptionalText("reservationId"),
        LeaseId = fields.Text("leaseId"),
        LeaseName = fields.Text("leaseName"),
        LeaseKind = fields.Choice<LeaseKind>("leaseKind"),
        Attribute = fields.OptionalText("attribute"),
        Caller = fields.Text("caller"),
        Heartbeat = fields.Time("heartbeat"),
        CreatedAt = fields.Time("createdAt"),
        Attempts = (int)fields.Number("attempts"),
        NextTry = fields.OptionalTime("nextTry"),
        Note = fields.OptionalText("note"),
        Call = Call(fields),
    };

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, IntentRecord row)
    {
        session.Intents.Add(row);
        return true;
    }

    private static IntentCall? Call(DocumentRow fields)
    {
        try
        {
            return fields.OptionalObject("call") is { } json ? IntentCall.Parse(json) : null;
        }
        catch (JsonException)
        {
            throw fields.Mistake("call", "must be what is known of a call");
        }
    }
}
