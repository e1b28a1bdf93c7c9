using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Errors;
using Allocation.Core.Json;
using Allocation.Core.Secrets;

namespace Allocation.Core.Inventories.Commands;

/// <summary>
/// The words between us and a program: one JSON object to it, one JSON object from it. An answer with <c>error</c> says
/// that nothing was changed; every other failure leaves open what was done. The page docs/inventories.md has the schema.
/// </summary>
internal static class CommandProtocol
{
    /// <summary>The number of the protocol, sent with each question.</summary>
    public const int Version = 1;

    /// <summary>A question.</summary>
    public static JsonObject Question(string pool, string operation) => new()
    {
        ["protocol"] = Version,
        ["operation"] = operation,
        ["inventory"] = pool[InventoryPool.RegisteredPrefix.Length..],
    };

    /// <summary>Adds who asks.</summary>
    public static JsonObject From(this JsonObject question, InventoryTag tag)
    {
        question["owner"] = tag.Owner;
        question["owner_name"] = tag.OwnerName;
        question["attribute"] = tag.Attribute;
        question["key"] = tag.Key;
        return question;
    }

    /// <summary>The one object that a program answered; its errors in our words.</summary>
    /// <exception cref="AllocationException">It failed, or answered something else.</exception>
    public static JsonObject Answer(string pool, string operation, InventoryCommandResult run, long? exactly, SecretMask mask)
    {
        var answer = run.Failure is null ? Parse(run.Output) : null;
        if (answer?["error"] is JsonValue error) throw Refusal(pool, operation, error.ToString(), Text(answer, "message"), exactly, mask);
        if (run.Failure is not null || run.ExitCode != 0) throw Unknown(pool, operation, run.Explain("it failed"));
        return answer ?? throw Unknown(pool, operation, run.Explain(Complaint(run.Output.Span)));
    }

    /// <summary>An entry of an answer, or null when it is none.</summary>
    public static InventoryEntry? Entry(JsonNode? node)
    {
        if (node is not JsonObject entry || entry["number"] is not JsonValue value || !value.TryGetValue(out long number) || number < 0) return null;
        var tag = Text(entry, "owner") is { } owner ? new InventoryTag(owner, Text(entry, "attribute"), Text(entry, "key")) : null;
        return new InventoryEntry(number, Text(entry, "id"), tag);
    }

    /// <summary>The failure after which nobody knows what was done.</summary>
    public static InventoryFailedException Unknown(string pool, string operation, string reason) =>
        new(pool, operation, reason) { OutcomeUnknown = true };

    private static AllocationException Refusal(string pool, string operation, string error, string? message, long? exactly, SecretMask mask) => error switch
    {
        "exhausted" => new PoolExhaustedException(pool, mask.Apply(message ?? "it says so")),
        "taken" when exactly is { } wanted => new ValueTakenException(pool, wanted, mask.Apply(message ?? "the inventory says so")),
        "out_of_range" when exactly is { } wanted => new ValueOutOfRangeException(pool, wanted, mask.Apply(message ?? "the inventory says so")),
        _ => new InventoryFailedException(pool, operation, mask.Apply(message ?? error)),
    };

    private static string Complaint(ReadOnlySpan<byte> output) =>
        "its answer is not one JSON object" + (JsonMistake.IsTooDeep(output) ? $" (it must not be nested deeper than {JsonDepth.External} levels)" : "");

    private static JsonObject? Parse(ReadOnlyMemory<byte> output)
    {
        try
        {
            return JsonNode.Parse(output.Span) as JsonObject;
        }
        catch (JsonException)
        {
            // What is wrong with it does not help anybody; that it is no answer is said by the caller.
            return null;
        }
    }

    // Ids are text to us, but many systems number theirs.
    private static string? Text(JsonObject container, string name) => container[name] is JsonValue value ? value.ToString() : null;
}
