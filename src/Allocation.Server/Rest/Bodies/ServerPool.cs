using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Inventories;
using Allocation.Server.Failures;

namespace Allocation.Server.Rest.Bodies;

/// <summary>Pools that a caller may name. A path is one of the machine of the server, and callers have no business there.</summary>
internal static class ServerPool
{
    /// <summary>Refuses paths in attributes of services.</summary>
    /// <exception cref="RequestRefusedException">There is one.</exception>
    public static void CheckAll(JsonNode? attributes)
    {
        switch (attributes)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                {
                    if (member is not null && name.EndsWith(VlanServiceDefinition.PoolFile, StringComparison.OrdinalIgnoreCase))
                        throw RequestRefusedException.Usage($"{name} must be left out: it would be a file of the server.", name);
                    if (member is JsonValue value && value.TryGetValue<string>(out var text)) Check(name, text);
                    CheckAll(member);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    if (item is JsonValue value && value.TryGetValue<string>(out var text)) Check("An attribute", text);
                    CheckAll(item);
                }

                break;
        }
    }

    /// <summary>Passes a pool or a registered inventory through.</summary>
    /// <exception cref="RequestRefusedException">It is a path.</exception>
    public static string Check(string name, string pool) => PoolReference.Of(pool).File is null
        ? pool
        : throw RequestRefusedException.Usage($"{name} must be a pool or a registered inventory, not a file: '{pool}'.", name);
}
