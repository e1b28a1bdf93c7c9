namespace Allocation.Core.ResourcePools;

/// <summary>Where a resource is in its transitions.</summary>
public enum ResourceState
{
    /// <summary>Its <c>cmd_new</c> runs, or is about to.</summary>
    Starting,

    /// <summary>It is there: free, or held by a ticket.</summary>
    Up,

    /// <summary>Its ticket was closed and <c>cmd_release</c> cleans it.</summary>
    Releasing,

    /// <summary>It is to be deleted; or its <c>cmd_delete</c> failed and waits for the next try.</summary>
    DeleteRequest,

    /// <summary>Its <c>cmd_delete</c> runs.</summary>
    Deleting,

    /// <summary>It is gone; the row is history.</summary>
    Ended,
}
