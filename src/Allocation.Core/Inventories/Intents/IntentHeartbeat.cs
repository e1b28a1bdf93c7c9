using Allocation.Core.Errors;
using Allocation.Core.Storage;

namespace Allocation.Core.Inventories.Intents;

/// <summary>
/// Keeps the heartbeat of a call's intents going while it is in flight, so that no other process takes the call for a dead one. A beat that
/// fails is made up for by the next: others wait for twelve of them.
/// </summary>
internal sealed class IntentHeartbeat : IDisposable
{
    /// <summary>The time between two beats.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>After which silence a call counts as dead, when its process cannot be looked at.</summary>
    public static TimeSpan Silence { get; } = 12 * Beat;

    private readonly IAllocationStore _store;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<IntentRecord> _intents;
    private readonly Timer _timer;
    private readonly object _beating = new();
    private long _last = Environment.TickCount64;
    private DateTimeOffset _lastSeen;

    public IntentHeartbeat(IAllocationStore store, TimeProvider clock, IReadOnlyList<IntentRecord> intents)
    {
        _store = store;
        _clock = clock;
        _intents = intents;
        _lastSeen = clock.Now();
        foreach (var intent in intents) CallsInFlight.Begin(intent.Id);
        _timer = new Timer(_ => Renew(), null, Beat, Beat);
    }

    /// <summary>
    /// Whether the last beat is so near that no other process can have taken the call for dead. A process that was stopped finds out here,
    /// and one whose machine slept: then only the clock went on.
    /// </summary>
    public bool IsFresh
    {
        get
        {
            lock (_beating)
                return Environment.TickCount64 - _last < Silence.TotalMilliseconds / 2 && _clock.Now() - _lastSeen < Silence / 2;
        }
    }

    /// <summary>Ends the beats; none is under way afterwards.</summary>
    public void Dispose()
    {
        using var ended = new ManualResetEvent(false);
        if (_timer.Dispose(ended)) ended.WaitOne();
        foreach (var intent in _intents) CallsInFlight.End(intent.Id);
    }

    private void Renew()
    {
        try
        {
            var areOurs = _store.Run(session => _intents.All(intent => Renew(session, intent)));
            if (areOurs) Seen();
        }
        catch (AllocationException e)
        {
            LastFailure = e.Message;
        }
    }

    private bool Renew(IStoreSession session, IntentRecord intent) =>
        session.Intents.Lock(intent.Id) is { State: IntentState.Open } row
        && row.Caller == intent.Caller
        && session.Intents.Update(row with { Heartbeat = _clock.Now() });

    private void Seen()
    {
        lock (_beating) (_last, _lastSeen) = (Environment.TickCount64, _clock.Now());
    }

    /// <summary>Why a beat failed last, for whoever debugs.</summary>
    public string? LastFailure { get; private set; }
}
