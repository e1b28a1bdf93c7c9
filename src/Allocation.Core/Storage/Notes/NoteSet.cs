using System.Text;
using System.Text.Json;
using Allocation.Core.Json;

namespace Allocation.Core.Storage.Notes;

/// <summary>What people note of a pool or of what holds something: what it is for, whose it is, and tags to find it by.</summary>
public sealed record NoteSet
{
    /// <summary>Nothing.</summary>
    public static NoteSet None { get; } = new();

    /// <summary>What it is for; null when nobody said so.</summary>
    public string? Description { get; init; }

    /// <summary>Whose it is; null when nobody said so.</summary>
    public string? Owner { get; init; }

    /// <summary>Tags, each <c>key</c> or <c>key=value</c>, by code point; each once, without regard to case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether nothing is noted.</summary>
    public bool IsEmpty => Description is null && Owner is null && Tags.Count == 0;

    /// <summary>Same texts, the tags compared one by one.</summary>
    public bool Equals(NoteSet? other) =>
        other is not null && Description == other.Description && Owner == other.Owner && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Description, Owner, Tags.Count);

    /// <summary>As tests and messages show it.</summary>
    public override string ToString() => $"{Description} / {Owner} / {string.Join(", ", Tags)}";

    /// <summary>The forms in which the tags are looked for (<see cref="NameKey"/>), each once: whole, and of <c>key=value</c> also the
    /// key.</summary>
    internal IEnumerable<string> TagKeys => Tags.SelectMany(KeysOf).Distinct(StringComparer.Ordinal);

    /// <summary>The forms in which one tag is looked for.</summary>
    internal static IEnumerable<string> KeysOf(string tag)
    {
        var key = NameKey.Of(tag);
        yield return key;
        if (key.IndexOf('=', StringComparison.Ordinal) is var end and > 0) yield return key[..end];
    }

    /// <summary>It as the text of a JSON object.</summary>
    internal string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            if (Description is not null) writer.WriteString("description", Description);
            if (Owner is not null) writer.WriteString("owner", Owner);
            writer.WriteStartArray("tags");
            foreach (var tag in Tags) writer.WriteStringValue(tag);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    internal static NoteSet Parse(string json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.ReadStored);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("Notes must be an object.");
        return new NoteSet
        {
            Description = Text(document.RootElement, "description"),
            Owner = Text(document.RootElement, "owner"),
            Tags = document.RootElement.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
                ? tags.EnumerateArray().Select(Tag).ToArray()
                : throw new JsonException("Notes have no list of tags."),
        };
    }

    private static string Tag(JsonElement tag) => tag.ValueKind == JsonValueKind.String ? tag.GetString()! : throw NoText("A tag");

    private static string? Text(JsonElement notes, string name) => !notes.TryGetProperty(name, out var field)
        ? null
        : field.ValueKind == JsonValueKind.String ? field.GetString() : throw NoText(name);

    private static JsonException NoText(string what) => new($"{what} must be text.");
}
