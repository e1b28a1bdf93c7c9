using System.Text.Json.Nodes;

namespace Allocation.Core.Allocating;

/// <summary>An allocator that is one function: it gives the value of the attribute that it is bound to. Source: Inmanta's <c>@allocator</c> functions.</summary>
/// <param name="value">Gives the value from what the context tells.</param>
/// <param name="touchesOutside">See <see cref="IServiceAllocator.TouchesOutside"/>.</param>
public sealed class ValueAllocator(Func<AllocatorContext, JsonNode?> value, bool touchesOutside = true) : IServiceAllocator
{
    /// <inheritdoc/>
    public bool TouchesOutside => touchesOutside;

    /// <inheritdoc/>
    public void Allocate(AllocatorContext context)
    {
        if (context.Current is null) context.SetAttribute(value(context));
    }
}
