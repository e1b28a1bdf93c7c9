namespace Allocation.Core.Definitions;

/// <summary>What takes an edge of a lifecycle.</summary>
public enum TransferTrigger
{
    /// <summary>Being in its source state.</summary>
    Auto,

    /// <summary>The work of its source state being done. Allocation deploys nothing, so that is at once, or when all is given back.</summary>
    Resources,

    /// <summary>A request to change the instance, or to try again.</summary>
    Update,

    /// <summary>A request to remove the instance.</summary>
    Delete,

    /// <summary>A request to take the last update back, whether it was good (back to the rollback set) or rejected.</summary>
    Undo,

    /// <summary>A request to keep the last update for good: what it replaced is given back, and it can no longer be undone.</summary>
    Confirm,
}
