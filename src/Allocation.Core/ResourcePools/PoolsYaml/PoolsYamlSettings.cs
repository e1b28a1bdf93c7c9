namespace Allocation.Core.ResourcePools.PoolsYaml;

/// <summary>Reads the settings of one pool of a <c>pools.yaml</c>: resalloc's keys, and ours for what resalloc lacks.</summary>
internal static class PoolsYamlSettings
{
    private static readonly Dictionary<string, PoolSetting> s_settings = PoolSetting.All.ToDictionary(setting => setting.Key);

    /// <summary>The settings, defaults where the file says nothing or nonsense, the lines of the keys, and the keys whose values are
    /// nonsense.</summary>
    public static (ResourcePoolSettings Settings, IReadOnlyDictionary<string, int> Lines, IReadOnlySet<string> Nonsense) Read(
        PoolsYamlFile file, PoolsYamlEntry pool)
    {
        var nonsense = new HashSet<string>();
        var settings = new ResourcePoolSettings();
        var lines = new Dictionary<string, int>();
        if (pool.Value.Entries is null && !pool.Value.IsNull)
            file.Mistake(pool.Value.Line, $"{pool.Key}: the settings of a pool must be a mapping of keys to values.");
        foreach (var entry in pool.Value.Entries ?? [])
        {
            if (!s_settings.TryGetValue(entry.Key, out var setting))
                file.Warn(entry.Line, $"{pool.Key}: the key '{entry.Key}' is unknown and is ignored.");
            else if (!lines.TryAdd(entry.Key, entry.Line))
                file.Mistake(entry.Line,
                    $"{pool.Key}: {entry.Key} must not be there twice. resalloc takes the last one; remove the others.");
            else if (!entry.Value.IsNull)
            {
                var before = file.MistakeCount;
                settings = setting.Read(settings, new PoolsYamlValue(file, pool.Key, entry.Key, entry.Value));
                if (file.MistakeCount > before) nonsense.Add(entry.Key);
            }
        }

        if (settings.LivecheckPeriod == TimeSpan.Zero && lines.TryGetValue("livecheck_period", out var period))
            file.Mistake(period,
                $"{pool.Key}: livecheck_period is zero. resalloc then checks in each round, which is every 10 seconds unless its " +
                "sleeptime says otherwise; write 10.");
        if (settings.TagsOnDemand.Count > 0 && lines.TryGetValue("max_prealloc", out var line) && settings.MaxPrealloc != 0)
            file.Warn(line, $"{pool.Key}: max_prealloc has no effect in a pool with tags_on_demand.");
        return (settings, lines, nonsense);
    }
}
