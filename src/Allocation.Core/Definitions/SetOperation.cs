namespace Allocation.Core.Definitions;

/// <summary>What an edge does to the attribute sets of an instance.</summary>
public enum SetOperation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>rollback takes what is active, active takes the candidate, the candidate is empty.</summary>
    Promote,
}
