namespace Allocation.Core.Definitions;

/// <summary>
/// Keeps all values that its nodes set in one <c>dict</c> attribute of the service, as a flat map from path to value, for
/// definitions without strict modifiers. Source: Inmanta's <c>ContextV2Wrapper</c>.
/// </summary>
/// <param name="Attribute">The attribute, at the top level.</param>
/// <param name="Apply">What runs below it, in order.</param>
public sealed record FallbackNode(string Attribute, IReadOnlyList<AllocationNode> Apply) : AllocationNode
{
    /// <summary>
    /// Whether the values of items that are gone are dropped. Without it they stay in the map and are held, and the item
    /// reappears when the map is unwrapped.
    /// </summary>
    public bool TrackDeletes { get; init; }
}
