namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>One state of a lifecycle.</summary>
/// <param name="Name">Its name.</param>
public sealed record LifecycleState(string Name)
{
    /// <summary>The set by which the instance itself is validated; null when it is not.</summary>
    public InstanceSet? ValidateSelf { get; init; }

    /// <summary>The set that others see of the instance while they are validated; null when they do not see it.</summary>
    public InstanceSet? ValidateOthers { get; init; }

    /// <summary>Whether an instance in it has ended: it holds nothing, and its name is free.</summary>
    public bool Ended { get; init; }

    /// <summary>Whether leaving it means to give back all that the instance holds.</summary>
    public bool Releases { get; init; }
}
