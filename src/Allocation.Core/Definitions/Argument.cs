using System.Text.Json.Nodes;
using Allocation.Core.Definitions.Paths;

namespace Allocation.Core.Definitions;

/// <summary>An argument of an allocator: a constant, or where the value is when the allocator runs.</summary>
internal abstract record Argument
{
    private Argument()
    {
    }

    /// <summary>The value; null when there is none.</summary>
    /// <param name="root">The attributes of the service.</param>
    /// <param name="item">The attributes of the level on which the allocator runs.</param>
    public abstract JsonNode? Resolve(JsonObject root, JsonObject item);

    /// <summary>What the kind of this argument makes of it. A new kind is one more parameter, so that it cannot be forgotten.</summary>
    internal abstract T Match<T>(Func<Constant, T> constant, Func<FromService, T> fromService,
        Func<FromItem, T> fromItem, Func<All, T> all);

    /// <summary>The same value each time.</summary>
    public sealed record Constant(JsonNode? Value) : Argument
    {
        /// <inheritdoc/>
        public override JsonNode? Resolve(JsonObject root, JsonObject item) => Value;

        /// <inheritdoc/>
        internal override T Match<T>(Func<Constant, T> constant, Func<FromService, T> fromService, Func<FromItem, T> fromItem,
            Func<All, T> all) => constant(this);
    }

    /// <summary>The value at a path from the root of the service.</summary>
    public sealed record FromService(DictPath Path) : Argument
    {
        /// <inheritdoc/>
        public override JsonNode? Resolve(JsonObject root, JsonObject item) => Path.TryGet(root, out var value) ? value : null;

        /// <inheritdoc/>
        internal override T Match<T>(Func<Constant, T> constant, Func<FromService, T> fromService, Func<FromItem, T> fromItem,
            Func<All, T> all) => fromService(this);
    }

    /// <summary>The value at a path from the item for which the allocator runs.</summary>
    public sealed record FromItem(DictPath Path) : Argument
    {
        /// <inheritdoc/>
        public override JsonNode? Resolve(JsonObject root, JsonObject item) => Path.TryGet(item, out var value) ? value : null;

        /// <inheritdoc/>
        internal override T Match<T>(Func<Constant, T> constant, Func<FromService, T> fromService, Func<FromItem, T> fromItem,
            Func<All, T> all) => fromItem(this);
    }

    /// <summary>All values at a wild path from the root of the service, as a list.</summary>
    public sealed record All(DictPath Path) : Argument
    {
        /// <inheritdoc/>
        public override JsonNode? Resolve(JsonObject root, JsonObject item) =>
            new JsonArray(Path.GetAll(root).Where(f => f.Value is not null).Select(f => f.Value!.DeepClone()).ToArray());

        /// <inheritdoc/>
        internal override T Match<T>(Func<Constant, T> constant, Func<FromService, T> fromService, Func<FromItem, T> fromItem,
            Func<All, T> all) => all(this);
    }
}
