namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>Something for each attribute set of an instance: its values, or only whether it has any.</summary>
/// <typeparam name="T">What there is for a set; its default means that the set is empty.</typeparam>
/// <param name="Candidate">For the candidate set.</param>
/// <param name="Active">For the active set.</param>
/// <param name="Rollback">For the rollback set.</param>
internal readonly record struct InstanceSets<T>(T? Candidate, T? Active, T? Rollback)
{
    /// <summary>For one of them.</summary>
    public T? Of(InstanceSet set) => set switch
    {
        InstanceSet.Candidate => Candidate,
        InstanceSet.Active => Active,
        InstanceSet.Rollback => Rollback,
    };

    /// <summary>What an edge makes of them.</summary>
    public InstanceSets<T> After(SetOperation operation) => operation switch
    {
        SetOperation.None => this,
        SetOperation.Promote => new(default, Candidate, Active),
        SetOperation.Rollback => new(Active, Rollback, default),
        SetOperation.ClearCandidate => this with { Candidate = default },
        SetOperation.ClearActive => this with { Active = default },
        SetOperation.ClearRollback => this with { Rollback = default },
    };
}
