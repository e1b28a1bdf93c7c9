using Allocation.Core.ResourcePools.PoolsYaml;

namespace Allocation.Core.ResourcePools;

/// <summary>What makes a resource pool acceptable.</summary>
internal static class ResourcePoolRules
{
    /// <summary>Everything that is wrong with the settings of one pool.</summary>
    public static IEnumerable<SettingMistake> Mistakes(ResourcePoolSettings settings) =>
        PoolSetting.All.SelectMany(setting => setting.Mistakes(settings).Select(text => new SettingMistake(setting.Key, text)));

    /// <summary>Everything that is wrong with the settings of a pool of that name.</summary>
    public static IEnumerable<SettingMistake> Mistakes(string pool, ResourcePoolSettings settings)
    {
        var mistakes = Mistakes(settings).ToList();
        if (mistakes.Exists(mistake => mistake.Key == "name_pattern")) return mistakes;
        var name = ResourceName.Of(settings.NamePattern, pool, 1, DateTimeOffset.UnixEpoch);
        return ResourceName.Mistake(name) is { } wrong
            ? [.. mistakes, new("name_pattern", $"A name of a resource, such as '{name}', {wrong}: hooks use it as the name of a file.")]
            : mistakes;
    }

    /// <summary>Tags that are on demand in one pool and normal in one, with the pools that have them.</summary>
    public static IEnumerable<(string Tag, string OnDemand, string Normal)> MixedTags(
        IReadOnlyCollection<(string Name, ResourcePoolSettings Settings)> pools) =>
        from onDemand in pools
        from tag in onDemand.Settings.TagsOnDemand
        from normal in pools
        where normal.Settings.Tags.Any(t => t.Name == tag.Name)
        select (tag.Name, onDemand.Name, normal.Name);
}
