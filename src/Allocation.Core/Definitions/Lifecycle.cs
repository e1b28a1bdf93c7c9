namespace Allocation.Core.Definitions;

/// <summary>States and edges, as a table. Source of the concepts: Inmanta's lifecycles.</summary>
public sealed record Lifecycle
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The state a new instance is in.</summary>
    public required string Initial { get; init; }

    /// <summary>All states.</summary>
    public required IReadOnlyList<LifecycleState> States { get; init; }

    /// <summary>All edges.</summary>
    public required IReadOnlyList<Transfer> Transfers { get; init; }

    /// <summary>The state of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public LifecycleState State(string name) =>
        States.FirstOrDefault(s => s.Name == name) ?? throw new KeyNotFoundException($"The lifecycle '{Name}' has no state '{name}'.");

    /// <summary>The edge from a state that is taken by itself, or null: an edge back to the same state is none.</summary>
    public Transfer? Next(string state) =>
        Transfers.FirstOrDefault(t => t.Source == state && t.Target != state && (t.Trigger is TransferTrigger.Auto or TransferTrigger.Resources));

    /// <summary>The edge from a state that such a request takes, or null.</summary>
    public Transfer? On(string state, TransferTrigger trigger) =>
        Transfers.FirstOrDefault(t => t.Source == state && t.Trigger == trigger);
}
