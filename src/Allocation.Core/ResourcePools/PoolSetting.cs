using System.Collections;
using System.Globalization;
using Allocation.Core.Hooks;
using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.ResourcePools;

/// <summary>
/// One setting of resource pools: how it is read from a <c>pools.yaml</c>, how a front end changes it, and what it can be. The
/// table is the only list of settings; the parameters of cmdlets and <c>docs/tickets.md</c> are compared with it.
/// </summary>
public abstract class PoolSetting
{
    private static readonly TimeSpan s_longestHook = TimeSpan.FromDays(24);

    private protected PoolSetting(string key) => Key = key;

    /// <summary>All settings, in the order in which their mistakes are reported.</summary>
    public static IReadOnlyList<PoolSetting> All { get; } =
    [
        Row(HookTraits.Of(HookKind.New).Key, s => s.New, (s, v) => s with { New = v }, PoolSettingType.Command("nothing could be created")),
        Row(HookTraits.Of(HookKind.Delete).Key, s => s.Delete, (s, v) => s with { Delete = v },
            PoolSettingType.Command("nothing could be deleted")),
        Row(HookTraits.Of(HookKind.Livecheck).Key, s => s.Livecheck, (s, v) => s with { Livecheck = v }, PoolSettingType.Command()),
        Row(HookTraits.Of(HookKind.Release).Key, s => s.Release, (s, v) => s with { Release = v }, PoolSettingType.Command()),
        Row(HookTraits.Of(HookKind.List).Key, s => s.List, (s, v) => s with { List = v }, PoolSettingType.Command()),
        Row("max", s => s.Max, (s, v) => s with { Max = v }, PoolSettingType.Number(0)),
        Row("max_starting", s => s.MaxStarting, (s, v) => s with { MaxStarting = v }, PoolSettingType.Number(0)),
        Row("max_prealloc", s => s.MaxPrealloc, (s, v) => s with { MaxPrealloc = v }, PoolSettingType.Number(0)),
        Row("livecheck_attempts", s => s.LivecheckAttempts, (s, v) => s with { LivecheckAttempts = v }, PoolSettingType.Number(0)),
        Row("reuse_max_count", s => s.ReuseMaxCount, (s, v) => s with { ReuseMaxCount = v }, PoolSettingType.Number(0)),
        Row("output_limit", s => s.OutputLimit, (s, v) => s with { OutputLimit = v }, PoolSettingType.Number(0, 1024 * 1024)),
        Row("warn_at", s => s.WarnAt, (s, v) => s with { WarnAt = v }, PoolSettingType.Number(0, 100)),
        Row("start_delay", s => s.StartDelay, (s, v) => s with { StartDelay = v }, PoolSettingType.Seconds(canBeZero: true)),
        Row("livecheck_period", s => s.LivecheckPeriod, (s, v) => s with { LivecheckPeriod = v },
            PoolSettingType.Seconds(canBeZero: false)),
        Row("reuse_opportunity_time", s => s.ReuseOpportunityTime, (s, v) => s with { ReuseOpportunityTime = v },
            PoolSettingType.Seconds(canBeZero: true)),
        Row("reuse_max_time", s => s.ReuseMaxTime, (s, v) => s with { ReuseMaxTime = v }, PoolSettingType.Seconds(canBeZero: true)),
        Row("list_period", s => s.ListPeriod, (s, v) => s with { ListPeriod = v }, PoolSettingType.Seconds(canBeZero: false)),
        Row("new_timeout", s => s.NewTimeout, (s, v) => s with { NewTimeout = v },
            PoolSettingType.Seconds(canBeZero: false, s_longestHook)),
        Row("delete_timeout", s => s.DeleteTimeout, (s, v) => s with { DeleteTimeout = v },
            PoolSettingType.Seconds(canBeZero: false, s_longestHook)),
        Row("livecheck_timeout", s => s.LivecheckTimeout, (s, v) => s with { LivecheckTimeout = v },
            PoolSettingType.Seconds(canBeZero: false, s_longestHook)),
        Row("release_timeout", s => s.ReleaseTimeout, (s, v) => s with { ReleaseTimeout = v },
            PoolSettingType.Seconds(canBeZero: false, s_longestHook)),
        Row("list_timeout", s => s.ListTimeout, (s, v) => s with { ListTimeout = v },
            PoolSettingType.Seconds(canBeZero: false, s_longestHook)),
        Row("tags", s => s.Tags, (s, v) => s with { Tags = v }, PoolSettingType.Tags),
        Row("tags_on_demand", s => s.TagsOnDemand, (s, v) => s with { TagsOnDemand = v }, PoolSettingType.Tags),
        Row("named_counters", s => s.NamedCounters, (s, v) => s with { NamedCounters = v }, PoolSettingType.Counters),
        Row("pass_environment", s => s.PassEnvironment, (s, v) => s with { PassEnvironment = v }, PoolSettingType.Names),
        Row("name_pattern", s => s.NamePattern, (s, v) => s with { NamePattern = v }, PoolSettingType.NamePattern),
        Row("description", s => s.Description, (s, v) => s with { Description = v }, PoolSettingType.Text),
        Row("delete_failed_start", s => s.DeleteFailedStart, (s, v) => s with { DeleteFailedStart = v }, PoolSettingType.Flag),
    ];

    /// <summary>The key in a <c>pools.yaml</c>.</summary>
    public string Key { get; }

    /// <summary>The settings with a value that a front end has bound.</summary>
    /// <param name="settings">The settings before.</param>
    /// <param name="value">A number, time span, text or flag; texts for a command, for tags and for names.</param>
    /// <exception cref="InvalidCastException">It is a value of another type.</exception>
    public abstract ResourcePoolSettings With(ResourcePoolSettings settings, object? value);

    /// <summary>The settings with a value of a file; unchanged, with a mistake of the file, when it is of another type.</summary>
    internal abstract ResourcePoolSettings Read(ResourcePoolSettings settings, PoolsYamlValue value);

    /// <summary>What is wrong with the value, as sentences.</summary>
    internal abstract IEnumerable<string> Mistakes(ResourcePoolSettings settings);

    /// <summary>How the value differs, as <c>max 4 to 7</c>; of commands, lists and texts, which can be long or secret, the key alone. Null
    /// when it does not.</summary>
    internal string? Change(ResourcePoolSettings old, ResourcePoolSettings now) => Difference(old, now) switch
    {
        null => null,
        ({ } from, { } to) => $"{Key} {from} to {to}",
        _ => Key,
    };

    /// <summary>The two values, where they differ; of commands, lists and texts, which can be long or secret, none. Null when they do not
    /// differ.</summary>
    internal abstract (string? From, string? To)? Difference(ResourcePoolSettings old, ResourcePoolSettings now);

    private static PoolSetting Row<T>(string key, Func<ResourcePoolSettings, T> get,
        Func<ResourcePoolSettings, T, ResourcePoolSettings> set, PoolSettingType<T> type) =>
        new Typed<T>(key, get, set, type);

    private sealed class Typed<T>(string key, Func<ResourcePoolSettings, T> get,
        Func<ResourcePoolSettings, T, ResourcePoolSettings> set, PoolSettingType<T> type)
        : PoolSetting(key)
    {
        public override ResourcePoolSettings With(ResourcePoolSettings settings, object? value) => set(settings, type.Bind(value));

        internal override ResourcePoolSettings Read(ResourcePoolSettings settings, PoolsYamlValue value) =>
            set(settings, type.Read(value, get(settings)));

        internal override IEnumerable<string> Mistakes(ResourcePoolSettings settings) => type.Mistakes(Key, get(settings));

        internal override (string? From, string? To)? Difference(ResourcePoolSettings old, ResourcePoolSettings now)
        {
            var (before, after) = (get(old), get(now));
            return AreEqual(before, after) ? null : (Short(before), Short(after));
        }

        private static bool AreEqual(T before, T after) =>
            before is not string && before is IEnumerable items && after is IEnumerable others
            ? items.Cast<object>().SequenceEqual(others.Cast<object>())
            : EqualityComparer<T>.Default.Equals(before, after);

        private static string? Short(T value) => value switch
        {
            int number => number.ToString(CultureInfo.InvariantCulture),
            TimeSpan time => time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => null,
        };
    }
}
