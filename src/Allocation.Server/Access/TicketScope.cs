using Allocation.Core;
using Allocation.Core.Access;
using Allocation.Core.Errors;
using Allocation.Core.Tickets;

namespace Allocation.Server.Access;

/// <summary>Which tickets a caller may see and use who is limited to some pools: those with a resource of his pools, and those that only
/// his pools can serve.</summary>
/// <param name="system">The product over the store that is served.</param>
/// <param name="scope">The pools of the caller.</param>
internal sealed class TicketScope(AllocationSystem system, PoolScope scope)
{
    /// <summary>Whether a ticket is one of them.</summary>
    public bool Includes(ResourceTicket ticket) => PoolsOf(ticket).All(scope.Includes);

    /// <summary>Refuses any other ticket.</summary>
    /// <exception cref="PoolForbiddenException">It is another one.</exception>
    public ResourceTicket Need(ResourceTicket ticket)
    {
        foreach (var pool in PoolsOf(ticket)) scope.Need(pool);
        return ticket;
    }

    /// <summary>Refuses tags that another pool can serve.</summary>
    /// <exception cref="PoolForbiddenException">There is one.</exception>
    public void NeedTags(IEnumerable<string> tags)
    {
        if (!scope.IsLimited) return;
        foreach (var pool in Serving([.. tags])) scope.Need(pool);
    }

    private IEnumerable<string> PoolsOf(ResourceTicket ticket) => !scope.IsLimited ? []
        : ticket.Pool is { } pool ? [pool]
        : Serving(ticket.Tag);

    private IEnumerable<string> Serving(IReadOnlyList<string> tags) => system.ResourcePools.Find(new(null))
        .Where(pool => pool.Settings.Covers(tags)).Select(pool => pool.Name);
}
