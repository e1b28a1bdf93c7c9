namespace Allocation.Core.Errors;

/// <summary>The lifecycle has no such edge from the state the instance is in.</summary>
public sealed class IllegalTransitionException(string instance, string state, string wanted, IReadOnlyList<string> possible)
    : AllocationException(ErrorKind.IllegalTransition, instance,
        $"'{instance}' is in state '{state}', from which there is no {wanted}. Possible: " +
        $"{(possible.Count == 0 ? "nothing" : string.Join(", ", possible))}.")
{
    /// <summary>The name of the instance.</summary>
    public string Instance { get; } = instance;

    /// <summary>The state it is in.</summary>
    public string State { get; } = state;

    /// <summary>What can be done from that state.</summary>
    public IReadOnlyList<string> Possible { get; } = possible;
}
