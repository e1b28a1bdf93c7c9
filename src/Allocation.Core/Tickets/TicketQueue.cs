using Allocation.Core.ResourcePools;
using Allocation.Core.ResourcePools.Managing;
using Allocation.Core.Storage;

namespace Allocation.Core.Tickets;

/// <summary>Says of waiting tickets where they are and what they wait for.</summary>
internal sealed class TicketQueue(IStoreSession session, DateTimeOffset now)
{
    private readonly Dictionary<string, (long Last, long Position)> _seen = [];
    private readonly Dictionary<string, string> _reasons = [];
    private List<(ResourcePool Pool, PoolCounts Counts)>? _pools;

    /// <summary>The ticket with its place and reason; one that does not wait is left unchanged. Lower ids first make it cheap.</summary>
    public ResourceTicket Describe(ResourceTicket ticket)
    {
        if (!ticket.Waits) return ticket;
        var key = TagKey.Of(ticket.Tag);
        var position = _seen.TryGetValue(key, out var seen) && seen.Last < ticket.Id
            ? seen.Position + 1
            : session.Tickets.CountWaiting(key, ticket.Id) + 1;
        _seen[key] = (ticket.Id, position);
        if (!_reasons.TryGetValue(key, out var reason)) _reasons[key] = reason = Reason(ticket.Tag);
        return ticket with { QueuePosition = position, Waiting = reason };
    }

    private string Reason(IReadOnlyList<string> tags)
    {
        _pools ??= session.ResourcePools.All().Select(p =>
            (p, PoolCounts.Of(session.Resources.Query(new ResourceQuery { Pool = p.Name })))).ToList();
        var covering = _pools.Where(p => !p.Pool.Empties && p.Pool.Settings.Covers(tags)).ToList();
        if (covering.Count == 0) return "no pool has these tags";
        if (covering.Exists(p => p.Counts.Starting > 0)) return "a resource is starting";
        if (covering.TrueForAll(p => p.Pool.Paused)) return "the pool is paused";
        if (covering.Find(p => StartLimits.Recovers(p.Pool, now)) is { Pool: { } failing })
            return $"starts in pool '{failing.Name}' fail: {failing.Health.Problem}";
        if (covering.TrueForAll(p => p.Counts.On >= p.Pool.Settings.Max)) return Full(covering.Sum(p => p.Counts.Deleting));
        if (covering.TrueForAll(p => p.Pool.Settings.MaxPrealloc == 0 && !p.Pool.Settings.TagsOnDemand.Any(tag => tags.Contains(tag.Name))))
            return $"pool '{covering[0].Pool.Name}' keeps none ready (max_prealloc is 0) and starts none for these tags (tags_on_demand)";
        return ManagerLiveness.IsManned(session, now) ? "a resource will be started" : "no pool manager runs";
    }

    private static string Full(int deleting) => deleting switch
    {
        0 => "the pool is full",
        1 => "the pool is full, and one of its resources is still being deleted",
        _ => $"the pool is full, and {deleting} of its resources are still being deleted",
    };
}
