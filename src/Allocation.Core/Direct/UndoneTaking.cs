namespace Allocation.Core.Direct;

/// <summary>Carries the outcome of requests out of a transaction that is undone thereby: because one was refused, or because it was a
/// rehearsal.</summary>
internal sealed class UndoneTaking(DirectOutcome outcome) : Exception("The transaction is undone.")
{
    public DirectOutcome Outcome { get; } = outcome;
}
