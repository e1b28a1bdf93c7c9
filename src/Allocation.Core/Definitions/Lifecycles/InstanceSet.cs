namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>One of the attribute sets of an instance.</summary>
public enum InstanceSet
{
    /// <summary>What is being validated.</summary>
    Candidate,

    /// <summary>What is in force.</summary>
    Active,

    /// <summary>What was in force before.</summary>
    Rollback,
}
