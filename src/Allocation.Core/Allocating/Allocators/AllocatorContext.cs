using System.Text.Json.Nodes;
using Allocation.Core.Definitions;
using Allocation.Core.Definitions.Paths;
using Allocation.Core.Services;
using Allocation.Core.Services.Attributes;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>
/// What an allocator sees and sets. It shows the level on which the allocator runs as if it were its own service: all
/// attributes at the top, one item inside a loop. Source: Inmanta's <c>ContextV2</c>.
/// </summary>
public sealed class AllocatorContext
{
    private readonly AllocatorCall _call;
    private readonly ServiceDefinition _definition;
    private readonly ServiceInstance _instance;
    private readonly List<(DictPath Path, JsonNode? Value)> _pending = [];
    private JsonObject? _level;

    internal AllocatorContext(ServiceDefinition definition, AllocatorCall call, ServiceInstance instance,
        IDictionary<string, object?> store, CancellationToken cancellation)
    {
        _definition = definition;
        _call = call;
        _instance = instance;
        Store = store;
        Arguments = call.Arguments();
        Cancellation = cancellation;
    }

    /// <summary>The name of the instance.</summary>
    public string ServiceName => _instance.Name;

    /// <summary>The id of the instance; with <see cref="Path"/> it says for good who a value is for.</summary>
    public string ServiceId => _instance.Id;

    /// <summary>The name of the definition.</summary>
    public string Definition => _instance.Definition;

    /// <summary>The version of the instance that is being validated.</summary>
    public int Version => _instance.Version;

    /// <summary>The level, from the root of the service; the whole at the top.</summary>
    public DictPath Path => _call.Level.Path;

    /// <summary>The attribute to fill, from the root of the service; null when none is bound.</summary>
    public DictPath? AttributePath => _call.Attribute;

    /// <summary>The value of the attribute to fill; null when it has none, or none is bound.</summary>
    public JsonNode? Current => _call.Binding.Attribute is { } attribute ? Get(attribute) : null;

    /// <summary>What the definition tells the allocator, by name without case.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Arguments { get; }

    /// <summary>Values that the allocators of one level share during one validation.</summary>
    public IDictionary<string, object?> Store { get; }

    /// <summary>Whether an item came or went in a list that is sensitive to it; values that are there stay all the same.</summary>
    public bool SetChanged => _call.Level.SetChanged;

    /// <summary>The values in force; null for a new instance.</summary>
    public AttributeSet? Active => _instance.Active;

    /// <summary>The values that were in force before; null for none.</summary>
    public AttributeSet? Rollback => _instance.Rollback;

    /// <summary>Ends a call that takes long.</summary>
    public CancellationToken Cancellation { get; }

    internal IReadOnlyList<ValueWrite> Writes => _pending.Select(p => _call.Write(p.Path, p.Value)).ToList();

    /// <summary>The attributes of this level with what was set so far; a copy, changes to it go nowhere.</summary>
    public JsonObject GetInstance() => (JsonObject)Level().DeepClone();

    /// <summary>All attributes of the service that is being validated; a copy, without what this call has set.</summary>
    public JsonObject GetFullInstance() => (JsonObject)_call.Level.Root.DeepClone();

    /// <summary>As <see cref="GetInstance"/>, with null for every attribute that has no value.</summary>
    public JsonObject ShowInstance() =>
        ShownAttributes.Of(Path.IsRoot ? _definition.Shape : _definition.Shape.At(Path).Embedded!.Shape, Level());

    /// <summary>The attributes of a set of this service, with null for every attribute that has no value.</summary>
    public JsonObject Show(JsonObject attributes) => ShownAttributes.Of(_definition.Shape, attributes);

    /// <summary>A value of this level; null when there is none.</summary>
    public JsonNode? Get(DictPath path) => path.TryGet(_level ?? _call.Level.Node, out var value) ? value?.DeepClone() : null;

    /// <inheritdoc cref="Get(DictPath)"/>
    /// <exception cref="FormatException">The text is not a path.</exception>
    public JsonNode? Get(string path) => Get(DictPath.Parse(path));

    /// <summary>Sets a value, by its path from this level.</summary>
    /// <exception cref="KeyNotFoundException">The item it would belong to is not there.</exception>
    /// <exception cref="FormatException">The text is not a path.</exception>
    public void SetValue(string path, JsonNode? value) => SetValue(DictPath.Parse(path), value);

    /// <summary>Sets the bound attribute.</summary>
    /// <exception cref="InvalidOperationException">None is bound.</exception>
    public void SetAttribute(JsonNode? value) =>
        SetValue(_call.Binding.Attribute
            ?? throw new InvalidOperationException("The definition does not bind this allocator to an attribute."), value);

    private void SetValue(DictPath path, JsonNode? value)
    {
        path.Set(Level(), value?.DeepClone(), construct: false);
        _pending.Add((path, value?.DeepClone()));
    }

    private JsonObject Level() => _level ??= (JsonObject)_call.Level.Node.DeepClone();
}
