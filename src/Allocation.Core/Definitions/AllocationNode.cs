namespace Allocation.Core.Definitions;

/// <summary>One node of the tree that says which allocators fill what.</summary>
public abstract record AllocationNode;
