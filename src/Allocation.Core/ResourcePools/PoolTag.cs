namespace Allocation.Core.ResourcePools;

/// <summary>A tag that the resources of a pool carry. Compared exactly, with case.</summary>
/// <param name="Name">What tickets ask for.</param>
/// <param name="Priority">What it adds to a resource's score when a ticket asks for it; the highest score is given first.</param>
public sealed record PoolTag(string Name, int Priority = 0);
