using Allocation.Core;
using Allocation.Core.Inventories;
using Allocation.Core.Storage;

namespace Allocation.Server;

/// <summary>The store that is served.</summary>
internal sealed class ServedStore(IAllocationStore store, ISqlInventories? sql)
{
    /// <summary>For what changes nothing.</summary>
    public AllocationSystem Reading { get; } = new(store, sql: sql);
}
