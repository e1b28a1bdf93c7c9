using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Documents;

/// <summary>Who keeps the pools going. A store is empty whoever looks after it.</summary>
public sealed class ManagerSection : BodySection<ManagerRecord>
{
    /// <inheritdoc/>
    public override string Name => "managers";

    /// <inheritdoc/>
    public override bool IsEmpty(IStoreSession session) => true;

    /// <inheritdoc/>
    protected override IEnumerable<ManagerRecord> All(IStoreSession session) => session.Queue.Managers();

    /// <inheritdoc/>
    protected override string Key(ManagerRecord row) => row.Id;

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, ManagerRecord row)
    {
        session.Queue.SaveManager(row);
        return true;
    }
}
