using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools;

/// <summary>What a resource pool says about one kind of hook, and when it runs: one row a kind. What its end means is in
/// <c>HookResults</c>.</summary>
/// <param name="Command">The command of the pool; null when it has none.</param>
/// <param name="TimeLimit">How long the hook may run.</param>
/// <param name="Due">Since when, or from when on, a resource that no hook works on needs it; null when it does not.</param>
/// <param name="IsPointless">Whether its end would change nothing any more, so that it is ended.</param>
internal sealed record PoolHook(
    Func<ResourcePoolSettings, HookCommand?> Command,
    Func<ResourcePoolSettings, TimeSpan> TimeLimit,
    Func<ResourcePool, PoolResource, DateTimeOffset?> Due,
    Func<PoolResource, bool> IsPointless)
{
    private static readonly PoolHook s_new = new(
        settings => settings.New,
        settings => settings.NewTimeout,
        (_, resource) => resource.State == ResourceState.Starting ? AtOnce : null,
        resource => resource.State == ResourceState.DeleteRequest);

    private static readonly PoolHook s_delete = new(
        settings => settings.Delete,
        settings => settings.DeleteTimeout,
        (_, resource) => resource.State is ResourceState.DeleteRequest or ResourceState.Deleting ? resource.RetryAt ?? AtOnce : null,
        _ => false);

    private static readonly PoolHook s_livecheck = new(
        settings => settings.Livecheck,
        settings => settings.LivecheckTimeout,
        (pool, resource) => resource.State == ResourceState.Up && pool.Settings.Livecheck is not null
            ? (resource.CheckedAt ?? resource.UpAt) + pool.Settings.LivecheckPeriod
            : null,
        resource => resource.State != ResourceState.Up);

    private static readonly PoolHook s_release = new(
        settings => settings.Release,
        settings => settings.ReleaseTimeout,
        (_, resource) => resource.State == ResourceState.Releasing ? AtOnce : null,
        resource => resource.State != ResourceState.Releasing);

    // It is of a pool and of no resource: DueTimes.ListDue.
    private static readonly PoolHook s_list = new(settings => settings.List, settings => settings.ListTimeout, (_, _) => null, _ => false);

    /// <summary>The time of what is due without its own time.</summary>
    public static DateTimeOffset AtOnce => DateTimeOffset.MinValue;

    /// <summary>The row of a kind.</summary>
    public static PoolHook Of(HookKind kind) => kind switch
    {
        HookKind.New => s_new,
        HookKind.Delete => s_delete,
        HookKind.Livecheck => s_livecheck,
        HookKind.Release => s_release,
        HookKind.List => s_list,
    };
}
