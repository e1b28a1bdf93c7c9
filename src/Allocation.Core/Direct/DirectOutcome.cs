using Allocation.Core.Errors;
using Allocation.Core.Ledger;

namespace Allocation.Core.Direct;

/// <summary>What became of requests that are met together: all of them, or none.</summary>
/// <param name="Taken">The allocations, in the order of the requests; none when one was refused.</param>
/// <param name="Refusals">The requests that cannot be met, in their order; none when all were met.</param>
internal sealed record DirectOutcome(IReadOnlyList<AllocationRecord> Taken, IReadOnlyList<BatchRefusal> Refusals)
{
    /// <summary>How many of <see cref="Taken"/> their names held before.</summary>
    public int Kept { get; init; }

    /// <summary>The allocations.</summary>
    /// <exception cref="AllocationException">The first refusal.</exception>
    public IReadOnlyList<AllocationRecord> Checked() => Refusals.Count == 0 ? Taken : throw Refusals[0].Error;
}
