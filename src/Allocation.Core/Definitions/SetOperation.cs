namespace Allocation.Core.Definitions;

/// <summary>What an edge does to the attribute sets of an instance.</summary>
public enum SetOperation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>promote</c>: rollback takes what is active, active takes the candidate, the candidate is empty.</summary>
    Promote,

    /// <summary><c>rollback</c>: the candidate takes what is active, active takes the rollback set, which is empty then. Needs a rollback set.</summary>
    Rollback,

    /// <summary><c>clear candidate</c>: the candidate is empty.</summary>
    ClearCandidate,

    /// <summary><c>clear active</c>: the active set is empty.</summary>
    ClearActive,

    /// <summary><c>clear rollback</c>: the rollback set is empty.</summary>
    ClearRollback,
}
