using Allocation.Core.Tickets;

namespace Allocation.Core.Storage.Rows;

/// <summary>Tickets, open and over. Looking for a waiting ticket costs the same however many wait.</summary>
public interface ITicketRows
{
    /// <summary>The ticket with that id, or null.</summary>
    ResourceTicket? Find(long id);

    /// <summary>The tickets of a query by id; read as they are taken.</summary>
    IEnumerable<ResourceTicket> Query(TicketQuery query);

    /// <summary>The tag keys (<see cref="ResourcePools.TagKey"/>) of tickets that wait, each once. Costs as much as there are keys, not
    /// tickets.</summary>
    IReadOnlyList<string> WaitingTagKeys();

    /// <summary>The waiting tickets with that tag key, lowest id first.</summary>
    /// <param name="tagKey">The key.</param>
    /// <param name="sandbox">Only those of this sandbox; null for all.</param>
    /// <param name="take">How many at most.</param>
    IReadOnlyList<ResourceTicket> Waiting(string tagKey, string? sandbox, int take);

    /// <summary>How many tickets with that tag key and an id below <paramref name="before"/> wait.</summary>
    long CountWaiting(string tagKey, long before);

    /// <summary>The open tickets that expire at or before <paramref name="now"/>, the earliest first.</summary>
    IReadOnlyList<ResourceTicket> Expired(DateTimeOffset now);

    /// <summary>When the next open ticket expires; null when none does.</summary>
    DateTimeOffset? NextExpiry();

    /// <summary>Adds one.</summary>
    /// <exception cref="Errors.StoreConflictException">The id is used.</exception>
    void Add(ResourceTicket ticket);

    /// <summary>Replaces the row with that id. False when there is none.</summary>
    bool Update(ResourceTicket ticket);

    /// <summary>Removes a row for ever: a ticket that was over long ago. False when there is none.</summary>
    bool Remove(long id);
}
