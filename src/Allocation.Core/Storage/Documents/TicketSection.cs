using Allocation.Core.Ledger;
using Allocation.Core.Tickets;

namespace Allocation.Core.Storage.Documents;

/// <summary>Tickets, open and over.</summary>
public sealed class TicketSection : BodySection<ResourceTicket>
{
    /// <inheritdoc/>
    public override string Name => "tickets";

    /// <inheritdoc/>
    protected override IEnumerable<ResourceTicket> All(IStoreSession session) => session.Tickets.Query(new TicketQuery());

    /// <inheritdoc/>
    protected override string Key(ResourceTicket row) => LedgerText.Of(row.Id);

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ResourceTicket row)
    {
        session.Tickets.Add(row);
        return true;
    }
}
