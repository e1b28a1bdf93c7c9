using System.Text.Json;
using Allocation.Core.Ledger;
using Allocation.Core.Storage.Notes;

namespace Allocation.Core.Storage.Documents;

/// <summary>The ledger, history included.</summary>
internal sealed class AllocationSection : RowSection<AllocationRecord>
{
    /// <inheritdoc/>
    public override string Name => "allocations";

    /// <inheritdoc/>
    public override long Count(IStoreSession session) => session.Allocations.Count(new AllocationQuery());

    /// <inheritdoc/>
    protected override IEnumerable<AllocationRecord> All(IStoreSession session) => session.Allocations.Query(new AllocationQuery());

    /// <inheritdoc/>
    protected override IEnumerable<AllocationRecord> Present(IStoreSession session) => session.Allocations.Query(new AllocationQuery
    {
        State = AllocationState.Active,
    });

    /// <inheritdoc/>
    protected override string Key(AllocationRecord row) => row.ReservationId;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter writer, AllocationRecord row)
    {
        writer.Text("reservationId", row.ReservationId);
        writer.Text("pool", row.Pool);
        writer.Text("resourceId", row.ResourceId);
        writer.Number("value", row.Value);
        writer.Text("leaseId", row.LeaseId);
        writer.Text("leaseName", row.LeaseName);
        writer.Text("leaseKind", row.LeaseKind.ToString());
        writer.Text("attribute", row.Attribute);
        writer.Text("state", row.State.ToString());
        writer.Time("startDate", row.StartDate);
        writer.Time("endDate", row.EndDate);
        writer.Text("handle", row.Handle);
        if (row.LeaseKind == LeaseKind.Direct) writer.Notes(row.Notes);
    }

    /// <inheritdoc/>
    protected override AllocationRecord Read(DocumentRow fields) => new()
    {
        ReservationId = fields.Text("reservationId"),
        Pool = fields.Text("pool"),
        ResourceId = fields.Text("resourceId"),
        Value = fields.OptionalNumber("value") is var number && number < 0 ? throw fields.Mistake("value", "must be 0 or more") : number,
        LeaseId = fields.Text("leaseId"),
        LeaseName = fields.Text("leaseName"),
        LeaseKind = fields.Choice<LeaseKind>("leaseKind"),
        Attribute = fields.OptionalText("attribute"),
        State = fields.Choice<AllocationState>("state"),
        StartDate = fields.Time("startDate"),
        EndDate = fields.OptionalTime("endDate"),
        Handle = fields.OptionalText("handle"),
        Notes = fields.Notes(),
    };

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, AllocationRecord row)
    {
        session.Allocations.Add(row);

        // A service has its notes in its own row, a ticket in its.
        if (row is { LeaseKind: LeaseKind.Direct, Notes.IsEmpty: false }) session.Notes.Set(NoteSubject.Lease(row.LeaseId), row.Notes);
        return true;
    }
}
