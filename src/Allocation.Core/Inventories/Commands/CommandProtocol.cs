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

    // An answer with one of these did what was asked.
    private static readonly string[] s_results = ["number", "id", "freed", "found", "allocations"];

    private static readonly JsonSerializerOptions s_readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A question.</summary>
    public static JsonObject Question(string pool, string operation) => new()
    {
        ["protocol"] = Version,
        ["operation"] = operation,
        ["inventory"] = PoolReference.Of(pool).Inventory,
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

    /// <summary>
    /// The one object that a program answered; its errors in our words. Only a program that ended well, with nothing but one of the errors
    /// of the protocol, has certainly changed nothing.
    /// </summary>
    /// <exception cref="AllocationException">It failed, or answered something else.</exception>
    public static JsonObject Answer(string pool, string operation, InventoryCommandResult run, long? exactly, SecretMask mask)
    {
        if (run.Failure is not null) throw Unknown(pool, operation, run.Explain("it failed"));
        JsonObject answer;
        try
        {
            answer = OutsideJson.ReadObject(run.Output);
        }
        catch (OutsideJsonException mistake)
        {
            throw Unknown(pool, operation,
                run.Explain(run.ExitCode == 0 ? $"its answer must be one JSON object: {mask.Apply(mistake.Message)}" : "it failed"));
        }

        if (answer["error"] is not { } error) return run.ExitCode == 0 ? answer : throw Unknown(pool, operation, run.Explain("it failed"));
        var message = Text(answer, "message") is { } said ? $" ({said})" : "";
        var refusal = $"it answered the error {error.ToJsonString(s_readable)}{message}";
        if (run.ExitCode != 0)
            throw Unknown(pool, operation,
                run.Explain(mask.Apply($"{refusal}, which says that nothing was changed, and did not end with exit code 0")));
        if (s_results.FirstOrDefault(answer.ContainsKey) is { } result)
            throw Unknown(pool, operation, mask.Apply($"{refusal} together with '{result}'; it must be one of them"));
        throw Refusal(pool, operation, error, Text(answer, "message"), exactly, mask)
            ?? Unknown(pool, operation, mask.Apply($"{refusal}, which {Allowed(operation, exactly)}"));
    }

    /// <summary>An entry of an answer, or null when it is none.</summary>
    public static InventoryEntry? Entry(JsonNode? node)
    {
        if (node is not JsonObject entry || entry["number"] is not JsonValue value || !value.TryGetValue(out long number) || number < 0)
            return null;
        var tag = Text(entry, "owner") is { } owner ? new InventoryTag(owner, Text(entry, "attribute"), Text(entry, "key")) : null;
        return new InventoryEntry(number, Text(entry, "id"), tag);
    }

    /// <summary>The failure after which it is unknown what was done.</summary>
    public static InventoryFailedException Unknown(string pool, string operation, string reason) =>
        new(pool, operation, reason) { OutcomeUnknown = true };

    private static AllocationException? Refusal(string pool, string operation, JsonNode error, string? message,
        long? exactly, SecretMask mask) =>
        (error.GetValueKind() == JsonValueKind.String ? error.GetValue<string>() : null) switch
        {
            "failed" => new InventoryFailedException(pool, operation, mask.Apply(message ?? "it says so")),
            "exhausted" when operation == "allocate" => new PoolExhaustedException(pool, mask.Apply(message ?? "it says so")),
            "taken" when exactly is { } wanted => new ValueTakenException(pool, wanted, mask.Apply(message ?? "the inventory says so")),
            "out_of_range" when exactly is { } wanted =>
                new ValueOutOfRangeException(pool, wanted, mask.Apply(message ?? "the inventory says so")),
            _ => null,
        };

    private static string Allowed(string operation, long? exactly) =>
        operation != "allocate" ? $"must be \"failed\" where it is asked to {operation}"
        : exactly is null ? "must be \"exhausted\" or \"failed\" where no number is asked for"
        : "must be \"exhausted\", \"taken\", \"out_of_range\" or \"failed\"";

    // Ids are text to us, but many systems number theirs.
    private static string? Text(JsonObject container, string name) => container[name] is JsonValue value ? value.ToString() : null;
}
