using Allocation.Core.ResourcePools;
using Allocation.Core.Storage;

namespace Allocation.Core.Tickets;

/// <summary>
/// Which resource a ticket gets, and which ticket a resource. Both look at the few sets of tags there are, never at every
/// ticket or resource. As long as every ready resource is offered at once, no ticket waits beside a resource that fits.
/// </summary>
internal static class TicketMatching
{
    /// <summary>What a resource gains by being bound to the ticket's sandbox already.</summary>
    public const int SandboxBonus = 500;

    /// <summary>The ready resource with the highest score, of equals the one with the lowest id; null when none fits.</summary>
    public static PoolResource? BestResource(IStoreSession session, IReadOnlyList<string> tags, string? sandbox)
    {
        PoolResource? best = null;
        var bestScore = 0;
        void Consider(PoolResource? resource, int score)
        {
            if (resource is null || (best is not null && (score < bestScore || (score == bestScore && resource.Id > best.Id)))) return;
            (best, bestScore) = (resource, score);
        }

        foreach (var key in session.Resources.ReadyTagKeys())
        {
            var carried = TagKey.Carried(key);
            if (!tags.All(tag => carried.Any(own => own.Name == tag))) continue;
            var score = carried.Where(own => tags.Contains(own.Name)).Sum(own => own.Priority);
            if (sandbox is not null) Consider(session.Resources.FirstReady(key, sandbox), score + SandboxBonus);
            Consider(session.Resources.FirstReady(key, null), score);
        }

        return best;
    }

    /// <summary>The waiting ticket that is next for a resource: those with a tag on demand first, then first come; null when none
    /// fits.</summary>
    public static ResourceTicket? FirstTicket(IStoreSession session, PoolResource resource)
    {
        var heads = session.Tickets.WaitingTagKeys()
            .Where(key => resource.Covers(TagKey.Asked(key)))
            .SelectMany(key => session.Tickets.Waiting(key, resource.Sandbox, 1))
            .ToList();
        if (heads.Count <= 1) return heads.FirstOrDefault();
        var onDemand = OnDemandTags(session.ResourcePools.All());
        return heads.OrderBy(t => t.Tag.Any(onDemand.Contains) ? 0 : 1).ThenBy(t => t.Id).First();
    }

    /// <summary>The tags that any pool starts on demand.</summary>
    public static IReadOnlySet<string> OnDemandTags(IEnumerable<ResourcePool> pools) =>
        pools.Where(p => !p.Empties).SelectMany(p => p.Settings.TagsOnDemand).Select(t => t.Name).ToHashSet();

    /// <summary>The first waiting tickets among those that <paramref name="fits"/> accepts by their tags, first come first.</summary>
    public static IReadOnlyList<ResourceTicket> Waiting(IStoreSession session, Func<IReadOnlyList<string>, bool> fits, int take) =>
        [.. session.Tickets.WaitingTagKeys()
            .Where(key => fits(TagKey.Asked(key)))
            .SelectMany(key => session.Tickets.Waiting(key, null, take))
            .OrderBy(t => t.Id)
            .Take(take)];
}
