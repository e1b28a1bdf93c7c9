namespace Allocation.Core.Definitions;

/// <summary>Runs its nodes for every item of an embedded list, in the order of the list. Source: Inmanta's <c>ForEach</c> and <c>SetSensitiveForEach</c>.</summary>
/// <param name="List">The list, from the level of this node.</param>
/// <param name="IdentifiedBy">The attributes by which an item is addressed.</param>
/// <param name="Apply">What runs for each item, in order.</param>
public sealed record ForEachNode(DictPath List, IReadOnlyList<string> IdentifiedBy, IReadOnlyList<AllocationNode> Apply) : AllocationNode
{
    /// <summary>
    /// Whether allocators that decide for themselves run again for all items when an item came or went. Values that are
    /// there stay as they are all the same.
    /// </summary>
    public bool SetSensitive { get; init; }
}
