namespace Allocation.Core.Definitions;

/// <summary>One state of a lifecycle.</summary>
/// <param name="Name">Its name.</param>
public sealed record LifecycleState(string Name)
{
    /// <summary>Whether an instance in it has ended: it holds nothing, and its name is free.</summary>
    public bool Ended { get; init; }

    /// <summary>Whether leaving it means to give back all that the instance holds.</summary>
    public bool Releases { get; init; }
}
