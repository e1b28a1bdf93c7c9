using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Inventories;

namespace Allocation.Probe.Inventories;

/// <summary>The same inventory as the program's, as functions of this process.</summary>
internal static class ScriptServer
{
    /// <summary>Over the entries of a file.</summary>
    public static ScriptInventory Open(string name, InventoryKind kind, string path, string fault = "")
    {
        return new ScriptInventory(name, kind, Allocate, holding => (bool)Ask("free", holding.Tag, holding.Number, holding.Id)["freed"]!)
        {
            Finder = kind == InventoryKind.Tagged ? tag => Entry(Ask("find", tag)["found"]) : null,
            Lister = () => [.. Ask("list", null)["allocations"]!.AsArray().Select(e => Entry(e)!)],
        };

        InventoryEntry Allocate(InventoryClaim claim)
        {
            var answer = Ask("allocate", claim.Tag, exactly: claim.Exactly);
            return (string?)answer["error"] switch
            {
                null => Entry(answer)! with { Tag = claim.Tag },
                "taken" => throw new ValueTakenException(name, claim.Exactly!.Value, "it is used"),
                var error => throw new InventoryFailedException(name, "allocate", error),
            };
        }

        JsonObject Ask(string operation, InventoryTag? tag, long? number = null, string? id = null, long? exactly = null)
        {
            if (fault == operation + ":pause") Pause.At(path);
            var answer = Server.Reply(kind.ToString(), path, new JsonObject
            {
                ["operation"] = operation,
                ["owner"] = tag?.Owner,
                ["attribute"] = tag?.Attribute,
                ["key"] = tag?.Key,
                ["number"] = number,
                ["id"] = id,
                ["exactly"] = exactly,
            });
            if (fault == operation + ":late-pause") Pause.At(path);
            return answer;
        }
    }

    private static InventoryEntry? Entry(JsonNode? node) => node is null
        ? null
        : new InventoryEntry((long)node["number"]!, (string?)node["id"],
            (string?)node["owner"] is { } owner ? new InventoryTag(owner, (string?)node["attribute"], (string?)node["key"]) : null);
}
