using Allocation.Core.ResourcePools;

namespace Allocation.Core.Storage.Documents;

/// <summary>The ids that come next. There is one row, or none before the first ticket and resource.</summary>
internal sealed class QueueSection : BodySection<QueueState>
{
    /// <inheritdoc/>
    public override string Name => "queue";

    /// <inheritdoc/>
    public override bool IsEmpty(IStoreSession session) => IsUnused(session);

    /// <inheritdoc/>
    protected override IEnumerable<QueueState> All(IStoreSession session)
    {
        if (session.Queue.Read() is var state && state != QueueState.Initial) yield return state;
    }

    /// <inheritdoc/>
    protected override string Key(QueueState row) => Name;

    /// <inheritdoc/>
    protected override bool Add(IStoreSession session, QueueState row)
    {
        if (!IsUnused(session)) return false;
        session.Queue.Save(row);
        return true;
    }

    // The revision grows also when a manager comes and goes.
    private static bool IsUnused(IStoreSession session) => session.Queue.Read() is { NextTicket: 1, NextResource: 1 };
}
