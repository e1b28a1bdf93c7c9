using Allocation.Core.Ledger;
using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Documents;

/// <summary>Resources of resource pools, living and ended.</summary>
public sealed class ResourceSection : BodySection<PoolResource>
{
    /// <inheritdoc/>
    public override string Name => "resources";

    /// <inheritdoc/>
    protected override IEnumerable<PoolResource> All(IStoreSession session) => session.Resources.Query(new ResourceQuery { Living = false });

    /// <inheritdoc/>
    protected override string Key(PoolResource row) => LedgerText.Of(row.Id);

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, PoolResource row)
    {
        session.Resources.Add(row);
        return true;
    }
}
