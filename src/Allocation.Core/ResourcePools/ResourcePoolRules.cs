using Allocation.Core.Hooks;
using Allocation.Core.Pools;
using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.ResourcePools;

/// <summary>What makes a resource pool acceptable.</summary>
internal static class ResourcePoolRules
{
    /// <summary>The most bytes of output that may be kept as data.</summary>
    public const int MaxOutputLimit = 1024 * 1024;

    /// <summary>The longest tag or counter name, in UTF-16 characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Everything that is wrong with the settings of one pool.</summary>
    public static IEnumerable<SettingMistake> Mistakes(ResourcePoolSettings settings)
    {
        if (IsMissing(settings.New)) yield return new("cmd_new", "cmd_new is missing: nothing could be made.");
        if (IsMissing(settings.Delete)) yield return new("cmd_delete", "cmd_delete is missing: nothing could be ended.");
        foreach (var kind in (HookKind[])[HookKind.Livecheck, HookKind.Release, HookKind.List])
        {
            if (settings.Command(kind) is { } command && IsMissing(command)) yield return new(Key(kind), $"{Key(kind)} is empty.");
        }

        foreach (var mistake in Numbers(settings)) yield return mistake;
        foreach (var mistake in Names("tags", settings.Tags.Select(t => t.Name))) yield return mistake;
        foreach (var mistake in Names("tags_on_demand", settings.TagsOnDemand.Select(t => t.Name))) yield return mistake;
        foreach (var mistake in Names("named_counters", settings.NamedCounters)) yield return mistake;
        foreach (var mistake in Names("pass_environment", settings.PassEnvironment)) yield return mistake;
        foreach (var counter in settings.NamedCounters.Where(c => c.Contains('=')))
            yield return new("named_counters", $"'{counter}' has an equals sign, which the name of a variable cannot have.");
        if (string.IsNullOrEmpty(settings.NamePattern)) yield return new("name_pattern", "name_pattern is empty.");
        foreach (var unknown in ResourceName.Unknown(settings.NamePattern))
            yield return new("name_pattern", $"'{{{unknown}}}' means nothing; there are {{pool_name}}, {{id}} and {{datetime}}.");
    }

    /// <summary>Everything that is wrong with the settings of a pool of that name.</summary>
    public static IEnumerable<SettingMistake> Mistakes(string pool, ResourcePoolSettings settings)
    {
        var mistakes = Mistakes(settings).ToList();
        if (mistakes.Exists(mistake => mistake.Key == "name_pattern")) return mistakes;
        var name = ResourceName.Of(settings.NamePattern, pool, 1, DateTimeOffset.UnixEpoch);
        return ResourceName.Mistake(name) is { } wrong ? [.. mistakes, new("name_pattern", $"A name of a resource, such as '{name}', {wrong}: hooks use it as the name of a file.")] : mistakes;
    }

    /// <summary>Tags that are on demand in one pool and normal in one, with the pools that have them.</summary>
    public static IEnumerable<(string Tag, string OnDemand, string Normal)> MixedTags(IReadOnlyCollection<(string Name, ResourcePoolSettings Settings)> pools) =>
        from onDemand in pools
        from tag in onDemand.Settings.TagsOnDemand
        from normal in pools
        where normal.Settings.Tags.Any(t => t.Name == tag.Name)
        select (tag.Name, onDemand.Name, normal.Name);

    private static bool IsMissing(HookCommand? command) =>
        command is null || (string.IsNullOrWhiteSpace(command.Line) && (command.Arguments is null or [] || string.IsNullOrWhiteSpace(command.Arguments[0])));

    private static string Key(HookKind kind) => "cmd_" + kind.ToString().ToLowerInvariant();

    private static IEnumerable<SettingMistake> Numbers(ResourcePoolSettings settings)
    {
        (string Key, long Value, long Least, long Most)[] numbers =
        [
            ("max", settings.Max, 0, int.MaxValue),
            ("max_starting", settings.MaxStarting, 0, int.MaxValue),
            ("max_prealloc", settings.MaxPrealloc, 0, int.MaxValue),
            ("livecheck_attempts", settings.LivecheckAttempts, 1, int.MaxValue),
            ("reuse_max_count", settings.ReuseMaxCount, 0, int.MaxValue),
            ("output_limit", settings.OutputLimit, 0, MaxOutputLimit),
            ("start_delay", settings.StartDelay.Ticks, 0, long.MaxValue),
            ("livecheck_period", settings.LivecheckPeriod.Ticks, 1, long.MaxValue),
            ("reuse_opportunity_time", settings.ReuseOpportunityTime.Ticks, 0, long.MaxValue),
            ("reuse_max_time", settings.ReuseMaxTime.Ticks, 0, long.MaxValue),
            ("list_period", settings.ListPeriod.Ticks, 1, long.MaxValue),
            ("new_timeout", settings.NewTimeout.Ticks, 1, TimeSpan.FromDays(24).Ticks),
            ("delete_timeout", settings.DeleteTimeout.Ticks, 1, TimeSpan.FromDays(24).Ticks),
            ("livecheck_timeout", settings.LivecheckTimeout.Ticks, 1, TimeSpan.FromDays(24).Ticks),
            ("release_timeout", settings.ReleaseTimeout.Ticks, 1, TimeSpan.FromDays(24).Ticks),
            ("list_timeout", settings.ListTimeout.Ticks, 1, TimeSpan.FromDays(24).Ticks),
        ];
        foreach (var (key, value, least, most) in numbers)
        {
            if (value < 0) yield return new(key, $"{key} is negative.");
            else if (value < least) yield return new(key, $"{key} is zero.");
            else if (value > most) yield return new(key, $"{key} is too large.");
        }
    }

    private static IEnumerable<SettingMistake> Names(string key, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name)) yield return new(key, $"A name in {key} is empty.");
            else if (NameRules.Mistake(name, MaxNameLength) is { } mistake) yield return new(key, $"A name in {key} {mistake}.");
            else if (!seen.Add(name)) yield return new(key, $"'{name}' stands twice in {key}.");
        }
    }
}
