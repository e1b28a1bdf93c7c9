using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Ledger;

/// <summary>Changes lines of the ledger that were read before their pool was locked, and may have another pool since.</summary>
internal static class LedgerChange
{
    /// <summary>Replaces a line that is still where it was read.</summary>
    /// <exception cref="StoreConflictException">Its pool was renamed at the same moment; the work must run again. A store may say so
    /// later, as <see cref="Storage.Rows.IAllocationRows.Update"/> has it.</exception>
    public static void Write(IStoreSession session, AllocationRecord line)
    {
        if (!session.Allocations.Update(line))
            throw new StoreConflictException(line.Pool, $"another caller renamed the pool of {line.ResourceId} at the same moment");
    }
}
