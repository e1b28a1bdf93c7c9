using Allocation.Core.Ledger;

namespace Allocation.Core.Storage.Rows;

/// <summary>A question to the ledger that its queries answer: who holds something of a pool.</summary>
internal static class HeldRows
{
    /// <summary>The first thing of a pool that is held; null when nothing is.</summary>
    public static AllocationRecord? FirstHeld(this IAllocationRows rows, string pool) =>
        rows.Query(new() { Pool = pool, State = AllocationState.Active, Take = 1 }).FirstOrDefault();
}
