using System.Text.Json;
using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Json;

namespace Allocation.Core.Services.Attributes;

/// <summary>
/// The values of a service's attributes at one moment, as a JSON object that never changes. "No value" means null or
/// absent, never falsy: 0 and the empty text are values.
/// </summary>
public sealed class AttributeSet : IEquatable<AttributeSet>
{
    private AttributeSet(JsonObject values) => Root = values;

    /// <summary>The set without any value.</summary>
    public static AttributeSet Empty { get; } = new([]);

    /// <summary>The names of all attributes that are present, in order.</summary>
    public IEnumerable<string> Names => Root.Select(v => v.Key);

    /// <summary>The values themselves; never changed by anyone.</summary>
    internal JsonObject Root { get; }

    /// <summary>Reads the text that <see cref="ToJson"/> writes.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static AttributeSet Parse(string json) =>
        JsonNode.Parse(json, documentOptions: JsonDepth.ReadStored) is JsonObject values
            ? new(values)
            : throw new JsonException("An attribute set must be a JSON object.");

    /// <summary>A set of a copy of these values.</summary>
    public static AttributeSet Of(JsonObject values) => new((JsonObject)values.DeepClone());

    /// <summary>Whether the attribute has a value.</summary>
    public bool Has(string name) => Root[name] is not null;

    /// <summary>The text of an attribute, or null when it has no value.</summary>
    public string? Text(string name) => Root[name]?.ToString();

    /// <summary>The number of an attribute, or null when it has no value.</summary>
    public long? Number(string name) => Root[name]?.GetValue<long>();

    /// <summary>The value of an attribute as its own node, or null.</summary>
    public JsonNode? Node(string name) => Root[name]?.DeepClone();

    /// <summary>The value at a path as its own node; null when there is none.</summary>
    public JsonNode? Get(DictPath path) => path.TryGet(Root, out var value) ? value?.DeepClone() : null;

    /// <summary>All values as its own object.</summary>
    public JsonObject Copy() => (JsonObject)Root.DeepClone();

    /// <summary>A set with these values more, or changed. A node given here belongs to the set from then on.</summary>
    public AttributeSet With(params ReadOnlySpan<(string Name, JsonNode? Value)> changes)
    {
        var copy = Copy();
        foreach (var (name, value) in changes) copy[name] = value;
        return new(copy);
    }

    /// <summary>A set with one value more, or changed.</summary>
    public AttributeSet With(string name, JsonNode? value) => With((name, value));

    /// <summary>One line of JSON; absent and null attributes as they are.</summary>
    public string ToJson() => Root.ToJsonString();

    /// <inheritdoc/>
    public bool Equals(AttributeSet? other) => other is not null && JsonNode.DeepEquals(Root, other.Root);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Root.Count;

    /// <summary>A set that takes these values over; no one else keeps them.</summary>
    internal static AttributeSet Adopt(JsonObject values) => new(values);
}
