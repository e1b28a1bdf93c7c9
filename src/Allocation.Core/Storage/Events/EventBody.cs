using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Events;

/// <summary>What an event is not looked for by, as the text of a JSON object.</summary>
internal static class EventBody
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? s_writing;

    /// <summary>Writes it.</summary>
    public static string Write(AllocationEvent row)
    {
        s_writing ??= NewWriting();
        var (buffer, writer) = s_writing.Value;
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartObject();
        writer.WriteString("name", row.Name);
        writer.WriteString("user", row.User);
        writer.WriteString("host", row.Host);
        writer.WriteString("program", row.Program);
        writer.WriteNumber("processId", row.ProcessId);
        writer.WriteString("command", row.Command);
        if (row.ServerUser is not null) writer.WriteString("serverUser", row.ServerUser);
        if (row.Manager is not null) writer.WriteString("manager", row.Manager);
        if (row.RequestId is not null) writer.WriteString("requestId", row.RequestId);
        if (row.Pool.Count > 0)
        {
            writer.WriteStartArray("pools");
            foreach (var pool in row.Pool) writer.WriteStringValue(pool);
            writer.WriteEndArray();
        }

        if (row.Change.Count > 0) WriteChanges(writer, row.Change);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Fills in what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static AllocationEvent Read(string json, string id, DateTimeOffset time, EventKind kind, EventSubject subject,
        string? subjectId)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.ReadStored);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object) throw new JsonException("An event must be an object.");
        return new AllocationEvent
        {
            EventId = id,
            Time = time,
            Kind = kind,
            Subject = subject,
            SubjectId = subjectId,
            Name = Needed(body, "name"),
            User = Needed(body, "user"),
            Host = Needed(body, "host"),
            Program = Needed(body, "program"),
            ProcessId = body.TryGetProperty("processId", out var process) && process.ValueKind == JsonValueKind.Number
                && process.TryGetInt32(out var number) ? number : throw new JsonException("processId must be a number."),
            Command = Needed(body, "command"),
            ServerUser = Text(body, "serverUser"),
            Manager = Text(body, "manager"),
            RequestId = Text(body, "requestId"),
            Pool = [.. Items(body, "pools").Select(TextOf)],
            Change = [.. Items(body, "changes").Select(ChangeOf)],
        };
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewWriting()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, s_options));
    }

    private static void WriteChanges(Utf8JsonWriter writer, IReadOnlyList<EventChange> changes)
    {
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("property", change.Property);
            if (change.From is not null) writer.WriteString("from", change.From);
            if (change.To is not null) writer.WriteString("to", change.To);
            if (change.Pool is not null) writer.WriteString("pool", change.Pool);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static EventChange ChangeOf(JsonElement change) => change.ValueKind == JsonValueKind.Object
        ? new(Needed(change, "property"), Text(change, "from"), Text(change, "to"), Text(change, "pool"))
        : throw new JsonException("A change must be an object.");

    private static IEnumerable<JsonElement> Items(JsonElement body, string name) => !body.TryGetProperty(name, out var list)
        ? []
        : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new JsonException($"{name} must be a list.");

    private static string Needed(JsonElement body, string name) => Text(body, name) ?? throw new JsonException($"{name} is missing.");

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var field) ? TextOf(field) : null;

    private static string TextOf(JsonElement field) =>
        field.ValueKind == JsonValueKind.String ? field.GetString()! : throw new JsonException("A value of an event must be text.");
}
