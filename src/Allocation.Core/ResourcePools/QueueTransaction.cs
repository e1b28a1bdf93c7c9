using Allocation.Core.Storage;

namespace Allocation.Core.ResourcePools;

/// <summary>One transaction over tickets and resources; no other one runs beside it.</summary>
internal sealed class QueueTransaction
{
    private readonly QueueState _before;
    private QueueState _queue;

    public QueueTransaction(IStoreSession session, DateTimeOffset now)
    {
        Session = session;
        Now = now;
        _before = _queue = session.Queue.Lock();
    }

    public IStoreSession Session { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The revision that the store has after the commit.</summary>
    public long Revision => _queue.Revision;

    /// <summary>Whether a waiter may wait for what was changed.</summary>
    public bool Changed => _queue != _before;

    /// <summary>Tickets that got a resource, failed or were closed.</summary>
    public List<long> Decided { get; } = [];

    public long NextTicket()
    {
        var id = _queue.NextTicket;
        _queue = _queue with { NextTicket = id + 1, Revision = _before.Revision + 1 };
        return id;
    }

    public long NextResource()
    {
        var id = _queue.NextResource;
        _queue = _queue with { NextResource = id + 1, Revision = _before.Revision + 1 };
        return id;
    }

    /// <summary>Says that something changed for which a waiter may wait.</summary>
    public void Touch() => _queue = _queue with { Revision = _before.Revision + 1 };

    /// <summary>Writes down what the next transaction has to know.</summary>
    public void Finish()
    {
        if (Changed) Session.Queue.Save(_queue);
    }
}
