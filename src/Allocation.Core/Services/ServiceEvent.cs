using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Core.Services;

/// <summary>One event in the history of an instance.</summary>
public sealed record ServiceEvent
{
    // What the making of a service takes with room for the writer's estimates; a buffer that grows would be made four times.
    private const int TypicalBytes = 1536;

    /// <summary>The id of the instance.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The name of the instance; another one may have had it before.</summary>
    public string? ServiceName { get; init; }

    /// <summary>When, UTC: the time of the transaction.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of the instance after it.</summary>
    public required int Version { get; init; }

    /// <summary>What happened.</summary>
    public required ServiceEventKind Kind { get; init; }

    /// <summary>The state before a transfer, the name before a renaming; else null.</summary>
    public string? From { get; init; }

    /// <summary>The state after a transfer, the name after a renaming; else null.</summary>
    public string? To { get; init; }

    /// <summary>The attribute, for what concerns one.</summary>
    public string? Attribute { get; init; }

    /// <summary>The value as text, or why it failed.</summary>
    public string? Value { get; init; }

    /// <summary>The reservation id in the ledger, when there is one.</summary>
    public string? ReservationId { get; init; }

    /// <summary>The events of a row.</summary>
    /// <param name="record">The row.</param>
    /// <param name="name">The name of the instance.</param>
    internal static IEnumerable<ServiceEvent> Read(ServiceHistoryRecord record, string? name) =>
        ((JsonArray)JsonNode.Parse(record.Events)!).Select(e => new ServiceEvent
        {
            ServiceId = record.ServiceId,
            ServiceName = name,
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
    internal static string Write(IEnumerable<ServiceEvent> events)
    {
        var text = new ArrayBufferWriter<byte>(TypicalBytes);
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartArray();
            foreach (var one in events) one.Write(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("kind", Kind.ToString());
        Add(writer, "from", From);
        Add(writer, "to", To);
        Add(writer, "attribute", Attribute);
        Add(writer, "value", Value);
        Add(writer, "reservation", ReservationId);
        writer.WriteEndObject();
    }

    private static void Add(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }
}
