using System.Globalization;
using Allocation.Core.Hooks;

namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Reads the settings of one pool of a <c>pools.yaml</c>: resalloc's keys, and ours for what resalloc lacks.</summary>
internal sealed class PoolsYamlSettings
{
    private static readonly Dictionary<string, Func<PoolsYamlSettings, ResourcePoolSettings, PoolsYamlNode, ResourcePoolSettings>> Keys = new()
    {
        ["max"] = (f, s, n) => s with { Max = f.Number(n, s.Max) },
        ["max_starting"] = (f, s, n) => s with { MaxStarting = f.Number(n, s.MaxStarting) },
        ["max_prealloc"] = (f, s, n) => s with { MaxPrealloc = f.Number(n, s.MaxPrealloc) },
        ["start_delay"] = (f, s, n) => s with { StartDelay = f.Seconds(n, s.StartDelay) },
        ["cmd_new"] = (f, s, n) => s with { New = f.Command(n) },
        ["cmd_delete"] = (f, s, n) => s with { Delete = f.Command(n) },
        ["cmd_livecheck"] = (f, s, n) => s with { Livecheck = f.Command(n) },
        ["cmd_release"] = (f, s, n) => s with { Release = f.Command(n) },
        ["cmd_list"] = (f, s, n) => s with { List = f.Command(n) },
        ["livecheck_period"] = (f, s, n) => s with { LivecheckPeriod = f.Seconds(n, s.LivecheckPeriod) },
        ["livecheck_attempts"] = (f, s, n) => s with { LivecheckAttempts = f.Number(n, s.LivecheckAttempts) },
        ["tags"] = (f, s, n) => s with { Tags = f.Tags(n) },
        ["tags_on_demand"] = (f, s, n) => s with { TagsOnDemand = f.Tags(n) },
        ["reuse_opportunity_time"] = (f, s, n) => s with { ReuseOpportunityTime = f.Seconds(n, s.ReuseOpportunityTime) },
        ["reuse_max_count"] = (f, s, n) => s with { ReuseMaxCount = f.Number(n, s.ReuseMaxCount) },
        ["reuse_max_time"] = (f, s, n) => s with { ReuseMaxTime = f.Seconds(n, s.ReuseMaxTime) },
        ["named_counters"] = (f, s, n) => s with { NamedCounters = f.Texts(n) },
        ["description"] = (f, s, n) => s with { Description = f.Text(n) },
        ["name_pattern"] = (f, s, n) => s with { NamePattern = f.Text(n) ?? s.NamePattern },
        ["new_timeout"] = (f, s, n) => s with { NewTimeout = f.Seconds(n, s.NewTimeout) },
        ["delete_timeout"] = (f, s, n) => s with { DeleteTimeout = f.Seconds(n, s.DeleteTimeout) },
        ["livecheck_timeout"] = (f, s, n) => s with { LivecheckTimeout = f.Seconds(n, s.LivecheckTimeout) },
        ["release_timeout"] = (f, s, n) => s with { ReleaseTimeout = f.Seconds(n, s.ReleaseTimeout) },
        ["list_timeout"] = (f, s, n) => s with { ListTimeout = f.Seconds(n, s.ListTimeout) },
        ["list_period"] = (f, s, n) => s with { ListPeriod = f.Seconds(n, s.ListPeriod) },
        ["output_limit"] = (f, s, n) => s with { OutputLimit = f.Number(n, s.OutputLimit) },
        ["pass_environment"] = (f, s, n) => s with { PassEnvironment = f.Texts(n) },
        ["delete_failed_start"] = (f, s, n) => s with { DeleteFailedStart = f.Flag(n, s.DeleteFailedStart) },
    };

    private readonly PoolsYamlFile _file;
    private readonly string _pool;
    private string _key = "";

    private PoolsYamlSettings(PoolsYamlFile file, string pool)
    {
        _file = file;
        _pool = pool;
    }

    /// <summary>The settings, defaults where the file says nothing or nonsense, and the lines of the keys.</summary>
    public static (ResourcePoolSettings Settings, IReadOnlyDictionary<string, int> Lines) Read(PoolsYamlFile file, PoolsYamlEntry pool)
    {
        var reader = new PoolsYamlSettings(file, pool.Key);
        var settings = new ResourcePoolSettings();
        var lines = new Dictionary<string, int>();
        if (pool.Value.Entries is null && !pool.Value.IsNull) file.Mistake(pool.Value.Line, $"{pool.Key}: the settings of a pool are a mapping of keys to values.");
        foreach (var entry in pool.Value.Entries ?? [])
        {
            reader._key = entry.Key;
            if (!Keys.TryGetValue(entry.Key, out var set)) file.Warn(entry.Line, $"{pool.Key}: the key '{entry.Key}' means nothing and is ignored.");
            else if (!lines.TryAdd(entry.Key, entry.Line)) file.Mistake(entry.Line, $"{pool.Key}: {entry.Key} stands twice.");
            else if (!entry.Value.IsNull) settings = set(reader, settings, entry.Value);
        }

        if (settings.TagsOnDemand.Count > 0 && lines.TryGetValue("max_prealloc", out var line) && settings.MaxPrealloc != 0)
            file.Warn(line, $"{pool.Key}: max_prealloc has no effect in a pool with tags_on_demand.");
        return (settings, lines);
    }

    private T Wrong<T>(PoolsYamlNode node, string expected, T fallback)
    {
        _file.Mistake(node.Line, $"{_pool}: {_key} is {expected}{(node.Scalar is { } text ? $", not '{text}'" : "")}.");
        return fallback;
    }

    private int Number(PoolsYamlNode node, int fallback) =>
        !node.IsText && int.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Wrong(node, "a whole number", fallback);

    private TimeSpan Seconds(PoolsYamlNode node, TimeSpan fallback) =>
        !node.IsText && double.TryParse(node.Scalar, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 3e9
            ? TimeSpan.FromSeconds(seconds)
            : Wrong(node, "a number of seconds", fallback);

    private bool Flag(PoolsYamlNode node, bool fallback) => node.Scalar?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" when !node.IsText => true,
        "false" or "no" or "off" when !node.IsText => false,
        _ => Wrong(node, "true or false", fallback),
    };

    private string? Text(PoolsYamlNode node) => node.Scalar ?? Wrong<string?>(node, "a text", null);

    // A list is a program with its arguments; resalloc knows only the line for the shell.
    private HookCommand? Command(PoolsYamlNode node) =>
        node.Items is not null ? HookCommand.Direct(Texts(node)) : node.Scalar is { } line ? HookCommand.Shell(line) : Wrong<HookCommand?>(node, "a line for the shell or a list of arguments", null);

    private IReadOnlyList<string> Texts(PoolsYamlNode node)
    {
        if (node.Items is null) return Wrong<IReadOnlyList<string>>(node, "a list of texts", []);
        return node.Items.Select(Text).OfType<string>().ToArray();
    }

    private IReadOnlyList<PoolTag> Tags(PoolsYamlNode node)
    {
        if (node.Items is null) return Wrong<IReadOnlyList<PoolTag>>(node, "a list of tags", []);
        return node.Items.Select(Tag).OfType<PoolTag>().ToArray();
    }

    private PoolTag? Tag(PoolsYamlNode node)
    {
        if (node.Scalar is { } plain) return new PoolTag(plain);
        string? name = null;
        var priority = 0;
        foreach (var entry in node.Entries ?? [])
        {
            if (entry.Key == "name") name = Text(entry.Value);
            else if (entry.Key == "priority") priority = Number(entry.Value, 0);
            else _file.Warn(entry.Line, $"{_pool}: '{entry.Key}' means nothing in a tag and is ignored.");
        }

        return name is null ? Wrong<PoolTag?>(node, "a list of tags, each a text, or a mapping with a name and perhaps a priority", null) : new PoolTag(name, priority);
    }
}
