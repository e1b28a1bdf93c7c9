using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Allocation.Core.ResourcePools;
using Allocation.Core.Results;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Settings of resource pools in bodies, under the names that the answers have.</summary>
internal static class SettingsBody
{
    /// <summary>Settings with those changed that were sent.</summary>
    /// <exception cref="RequestRefusedException">One has another name or type.</exception>
    public static ResourcePoolSettings Over(ResourcePoolSettings before, JsonObject changes)
    {
        var known = (JsonTypeInfo<ResourcePoolSettings>)JsonBody.Options.GetTypeInfo(typeof(ResourcePoolSettings));
        var written = (JsonTypeInfo<ResourcePoolSettings>)JsonText.Options.GetTypeInfo(typeof(ResourcePoolSettings));
        var all = JsonSerializer.SerializeToNode(before, written)!.AsObject();
        foreach (var (name, value) in changes)
        {
            var setting = written.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw RequestRefusedException.Usage(
                    $"'{name}' is not a setting of a resource pool. The settings are: {string.Join(", ", all.Select(s => s.Key))}.", name);
            if (HasNull(value)) throw RequestRefusedException.Usage($"'{setting.Name}' must have no null in a list.", setting.Name);
            all[setting.Name] = value?.DeepClone();
        }

        return Read(all, known);
    }

    private static ResourcePoolSettings Read(JsonObject all, JsonTypeInfo<ResourcePoolSettings> known)
    {
        try
        {
            return all.Deserialize(known)!;
        }
        catch (JsonException e)
        {
            throw RequestRefusedException.Usage(BodyMistake.Of(known, e, Encoding.UTF8.GetBytes(all.ToJsonString())), e.Path);
        }
    }

    private static bool HasNull(JsonNode? value) => value switch
    {
        JsonArray items => items.Any(item => item is null || HasNull(item)),
        JsonObject members => members.Any(member => HasNull(member.Value)),
        _ => false,
    };
}
