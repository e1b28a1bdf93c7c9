using System.Text.Json.Nodes;

namespace Allocation.Core.Services;

/// <summary>One event in the history of an instance.</summary>
public sealed record ServiceEvent
{
    /// <summary>When, UTC: the time of the transaction.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of the instance after it.</summary>
    public required int Version { get; init; }

    /// <summary>What happened.</summary>
    public required ServiceEventKind Kind { get; init; }

    /// <summary>The state before; null except for a transfer.</summary>
    public string? From { get; init; }

    /// <summary>The state after; null except for a transfer.</summary>
    public string? To { get; init; }

    /// <summary>The attribute, for what concerns one.</summary>
    public string? Attribute { get; init; }

    /// <summary>The value as text, or why it failed.</summary>
    public string? Value { get; init; }

    /// <summary>The reservation id in the ledger, when there is one.</summary>
    public string? ReservationId { get; init; }

    /// <summary>The events of a row.</summary>
    internal static IEnumerable<ServiceEvent> Read(ServiceHistoryRecord record) =>
        ((JsonArray)JsonNode.Parse(record.Events)!).Select(e => new ServiceEvent
        {
            At = record.At,
            Version = e!["version"]!.GetValue<int>(),
            Kind = Enum.Parse<ServiceEventKind>(e["kind"]!.GetValue<string>()),
            From = e["from"]?.GetValue<string>(),
            To = e["to"]?.GetValue<string>(),
            Attribute = e["attribute"]?.GetValue<string>(),
            Value = e["value"]?.GetValue<string>(),
            ReservationId = e["reservation"]?.GetValue<string>(),
        });

    /// <summary>Events of one transaction as the text of a row.</summary>
    internal static string Write(IEnumerable<ServiceEvent> events) => new JsonArray(events.Select(e => e.ToNode()).ToArray()).ToJsonString();

    private JsonNode ToNode()
    {
        var node = new JsonObject { ["version"] = Version, ["kind"] = Kind.ToString() };
        Add(node, "from", From);
        Add(node, "to", To);
        Add(node, "attribute", Attribute);
        Add(node, "value", Value);
        Add(node, "reservation", ReservationId);
        return node;
    }

    private static void Add(JsonObject node, string name, string? value)
    {
        if (value is not null) node[name] = value;
    }
}
