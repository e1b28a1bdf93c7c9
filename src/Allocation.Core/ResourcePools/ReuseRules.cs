namespace Allocation.Core.ResourcePools;

/// <summary>When a resource that was used is not given again.</summary>
internal static class ReuseRules
{
    /// <summary>Why a resource without a holder has to go; null when it may stay. One that was never released always may.</summary>
    public static string? WhyEnd(ResourcePoolSettings settings, PoolResource resource, DateTimeOffset now)
    {
        if (!resource.Unused || resource.ReleasedAt is not { } released) return null;
        if (settings.ReuseOpportunityTime == TimeSpan.Zero) return "its pool does not reuse resources";
        if (resource.SandboxOfOne) return "no other ticket can ask for its sandbox";
        if (released + settings.ReuseOpportunityTime <= now) return "no ticket asked for it in time";
        if (LifeEnd(settings, resource) <= now) return "it was in use for long enough";
        if (settings.ReuseMaxCount != 0 && resource.Releases > settings.ReuseMaxCount)
            return "it was released more than reuse_max_count times";
        return null;
    }

    /// <summary>When a resource that may stay now has to go; null for never.</summary>
    public static DateTimeOffset? EndsAt(ResourcePoolSettings settings, PoolResource resource)
    {
        if (!resource.Unused || resource.ReleasedAt is not { } released) return null;
        var idle = released + settings.ReuseOpportunityTime;
        return LifeEnd(settings, resource) is { } life && life < idle ? life : idle;
    }

    private static DateTimeOffset? LifeEnd(ResourcePoolSettings settings, PoolResource resource) =>
        settings.ReuseMaxTime == TimeSpan.Zero ? null : resource.SandboxedAt + settings.ReuseMaxTime;
}
