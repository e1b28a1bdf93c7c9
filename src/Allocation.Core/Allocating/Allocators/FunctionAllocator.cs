using System.Text.Json.Nodes;

namespace Allocation.Core.Allocating.Allocators;

/// <summary>An allocator that is one function: it gives the value of the attribute that it is bound to. Source: Inmanta's <c>@allocator</c>
/// functions.</summary>
/// <param name="value">Gives the value from what the context tells.</param>
/// <param name="touchesExternal">See <see cref="IServiceAllocator.TouchesExternal"/>.</param>
internal sealed class FunctionAllocator(Func<AllocatorContext, JsonNode?> value, bool touchesExternal = true) : IServiceAllocator
{
    /// <inheritdoc/>
    public bool TouchesExternal => touchesExternal;

    /// <inheritdoc/>
    public void Allocate(AllocatorContext context)
    {
        if (context.Current is null) context.SetAttribute(value(context));
    }
}
