namespace Allocation.Core.ResourcePools;

/// <summary>Which resources; all conditions hold together. The order is by id.</summary>
public sealed record ResourceQuery
{
    /// <summary>Of this pool only, with the case it was made with.</summary>
    public string? Pool { get; init; }

    /// <summary>In this state only; null for all.</summary>
    public ResourceState? State { get; init; }

    /// <summary>Whether ended ones are left out; they are unless <see cref="State"/> asks for them.</summary>
    public bool Living { get; init; } = true;

    /// <summary>Only resources whose id is greater than this.</summary>
    public long? After { get; init; }

    /// <summary>How many at the most; null for all.</summary>
    public long? Take { get; init; }
}
