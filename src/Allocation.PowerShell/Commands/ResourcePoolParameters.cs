using System.Management.Automation;
using System.Reflection;
using Allocation.Core.ResourcePools;
using Allocation.PowerShell.Binding;

namespace Allocation.PowerShell.Commands;

/// <summary>What was given of the settings of a resource pool; everything else is left unchanged.</summary>
/// <param name="cmdlet">The cmdlet that the parameters are of.</param>
/// <param name="given">The parameters that were given, with their values.</param>
internal sealed class ResourcePoolParameters(PoolSettingsCmdlet cmdlet, Dictionary<string, object> given)
{
    private static readonly Dictionary<string, PoolSetting> s_settings = PoolSetting.All.ToDictionary(setting => setting.Key);

    public ResourcePoolSettings Apply(ResourcePoolSettings old)
    {
        var settings = old;
        foreach (var property in cmdlet.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<PoolSettingAttribute>() is not { } row || !given.ContainsKey(property.Name)) continue;
            var value = property.GetValue(cmdlet);
            if (value is null && row.Key == "tags") continue;
            settings = s_settings[row.Key].With(settings, value is SwitchParameter flag ? flag.IsPresent != row.IsOpposite : value);
        }

        return settings with { Tags = Prioritised(settings.Tags), TagsOnDemand = Prioritised(settings.TagsOnDemand) };
    }

    private PoolTag[] Prioritised(IEnumerable<PoolTag> tags) =>
        [.. tags.Select(tag => cmdlet.TagPriority[tag.Name] is { } priority
            ? tag with { Priority = LanguagePrimitives.ConvertTo<int>(priority) }
            : tag)];
}
