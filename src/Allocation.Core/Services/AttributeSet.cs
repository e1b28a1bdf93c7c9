using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allocation.Core.Services;

/// <summary>
/// The values of a service's attributes at one moment, as a JSON object that never changes. "No value" means null or
/// absent, never falsy: 0 and the empty text are values.
/// </summary>
public sealed class AttributeSet : IEquatable<AttributeSet>
{
    private readonly JsonObject _values;

    private AttributeSet(JsonObject values) => _values = values;

    /// <summary>The set without any value.</summary>
    public static AttributeSet Empty { get; } = new([]);

    /// <summary>The names of all attributes that are present, in order.</summary>
    public IEnumerable<string> Names => _values.Select(v => v.Key);

    /// <summary>Reads the text that <see cref="ToJson"/> writes.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static AttributeSet Parse(string json) =>
        JsonNode.Parse(json) is JsonObject values ? new(values) : throw new JsonException("An attribute set is a JSON object.");

    /// <summary>Whether the attribute has a value.</summary>
    public bool Has(string name) => _values[name] is not null;

    /// <summary>The text of an attribute, or null when it has no value.</summary>
    public string? Text(string name) => _values[name]?.ToString();

    /// <summary>The number of an attribute, or null when it has no value.</summary>
    public long? Number(string name) => _values[name]?.GetValue<long>();

    /// <summary>The value of an attribute as a node of its own, or null.</summary>
    public JsonNode? Node(string name) => _values[name]?.DeepClone();

    /// <summary>A set with these values more, or changed. A node given here belongs to the set from then on.</summary>
    public AttributeSet With(params ReadOnlySpan<(string Name, JsonNode? Value)> changes)
    {
        var copy = (JsonObject)_values.DeepClone();
        foreach (var (name, value) in changes) copy[name] = value;
        return new(copy);
    }

    /// <summary>A set with one value more, or changed.</summary>
    public AttributeSet With(string name, JsonNode? value) => With((name, value));

    /// <summary>One line of JSON; absent and null attributes as they are.</summary>
    public string ToJson() => _values.ToJsonString();

    /// <inheritdoc/>
    public bool Equals(AttributeSet? other) => other is not null && JsonNode.DeepEquals(_values, other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Count;
}
