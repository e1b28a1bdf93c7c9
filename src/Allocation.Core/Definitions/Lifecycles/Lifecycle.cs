namespace Allocation.Core.Definitions.Lifecycles;

/// <summary>States and edges, as a table. Source of the concepts: Inmanta's lifecycles.</summary>
public sealed record Lifecycle
{
    private readonly Dictionary<string, LifecycleState> _states = [];

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The state a new instance is in.</summary>
    public required string Initial { get; init; }

    /// <summary>All states.</summary>
    public required IReadOnlyList<LifecycleState> States
    {
        get => [.. _states.Values];
        init => _states = value.ToDictionary(s => s.Name);
    }

    /// <summary>All edges.</summary>
    public required IReadOnlyList<Transfer> Transfers { get; init; }

    /// <summary>The state of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LifecycleState State(string name) =>
        _states.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"The lifecycle '{Name}' has no state '{name}'.");

    /// <summary>Whether it has a state of that name.</summary>
    public bool Has(string state) => _states.ContainsKey(state);

    /// <summary>The edge from a state that is taken by itself, or null: an edge back to the same state is none, lest it be taken for
    /// ever.</summary>
    public Transfer? Next(string state) =>
        Transfers.FirstOrDefault(t => t.Source == state && t.Target != state
            && (t.Trigger is TransferTrigger.Auto or TransferTrigger.Resources));

    /// <summary>The edge from a state that such a request takes, or null. An edge back to the same state is one only when it does
    /// something.</summary>
    public Transfer? On(string state, TransferTrigger trigger) => Transfers.FirstOrDefault(t =>
        t.Source == state && t.Trigger == trigger && (t.Target != state || t.Validate || t.Operation != SetOperation.None));

    /// <summary>Whether an instance in that state is on its way out: what follows by itself ends it.</summary>
    public bool IsEnding(string state)
    {
        var passed = new HashSet<string>();
        while (passed.Add(state) && Next(state) is { } edge)
        {
            state = edge.Target;
            if (State(state).Ended) return true;
        }

        return false;
    }

    /// <summary>The attribute set on which allocators work in that state: the one that the state names where its instance is validated,
    /// else the candidate set.</summary>
    public InstanceSet ValidatedSet(string state) =>
        Next(state) is { Validate: true } && State(state).ValidateSelf is { } named ? named : InstanceSet.Candidate;

    /// <summary>Whether a failed validation leads to that state, from which an update tries again.</summary>
    public bool IsRejected(string state) => Transfers.Any(t => t.Validate && t.Error == state);
}
