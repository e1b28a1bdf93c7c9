namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>One edge of a lifecycle.</summary>
/// <param name="Source">The state it leaves.</param>
/// <param name="Target">The state it leads to.</param>
/// <param name="Trigger">What takes it.</param>
public sealed record Transfer(string Source, string Target, TransferTrigger Trigger)
{
    /// <summary>The state it leads to when its work fails; null when it has no work.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the instance is validated on it, which is when allocators run.</summary>
    public bool Validate { get; init; }

    /// <summary>What becomes of the attribute sets.</summary>
    public SetOperation Operation { get; init; }

    /// <summary>What becomes of the attribute sets when its work fails.</summary>
    public SetOperation ErrorOperation { get; init; }

    /// <summary>As people read it, such as <c>update to update_start</c>.</summary>
    public override string ToString() => $"{Trigger.ToString().ToLowerInvariant()} to {Target}";
}

/// <summary>What takes an edge of a lifecycle.</summary>
public enum TransferTrigger
{
    /// <summary>Being in its source state.</summary>
    Auto,

    /// <summary>The work of its source state being done. Allocation deploys nothing, so that is at once, or when all is given
    /// back.</summary>
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

/// <summary>What an edge does to the attribute sets of an instance.</summary>
public enum SetOperation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>promote</c>: rollback takes what is active, active takes the candidate, the candidate is empty.</summary>
    Promote,

    /// <summary><c>rollback</c>: the candidate takes what is active, active takes the rollback set, which is empty then. Needs a rollback
    /// set.</summary>
    Rollback,

    /// <summary><c>clear candidate</c>: the candidate is empty.</summary>
    ClearCandidate,

    /// <summary><c>clear active</c>: the active set is empty.</summary>
    ClearActive,

    /// <summary><c>clear rollback</c>: the rollback set is empty.</summary>
    ClearRollback,
}
