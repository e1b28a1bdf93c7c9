using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Errors;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>The arguments of a built-in allocator for one call, by name and type.</summary>
internal sealed class AllocatorArguments(string service, AllocatorCall call)
{
    private readonly IReadOnlyDictionary<string, JsonNode?> _values = call.Arguments();

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Value(name, AttributeType.Text)?.GetValue<string>();

    /// <summary>A whole number, or null.</summary>
    public long? Number(string name) =>
        Value(name, AttributeType.Integer) is { } value && AttributeTypes.TryWhole(value, out var number) ? number : null;

    /// <summary>A value of any kind, or null.</summary>
    public JsonNode? Any(string name) => _values.GetValueOrDefault(name);

    /// <summary>Passes a value through that must be there.</summary>
    /// <exception cref="InvalidServiceException">It is null.</exception>
    public T Need<T>(string name, T? value) => value ?? throw Wrong(name, "has no value");

    /// <inheritdoc cref="Need{T}(string, T)"/>
    public long Need(string name, long? value) => value ?? throw Wrong(name, "has no value");

    private JsonNode? Value(string name, AttributeType type) =>
        _values.GetValueOrDefault(name) is not { } value || AttributeTypes.Fits(type, value)
            ? _values.GetValueOrDefault(name)
            : throw Wrong(name, $"is {value.ToJsonString()}, no {AttributeTypes.NameOf(type)}");

    private InvalidServiceException Wrong(string name, string what) =>
        new(service, $"the argument '{name}' of the allocator '{call.Binding.Allocator}' for {call.Name} {what}.");
}
