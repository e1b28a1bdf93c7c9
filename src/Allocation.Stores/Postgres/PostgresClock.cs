using Allocation.Core.Errors;

namespace Allocation.Stores.Postgres;

/// <summary>
/// The server's time: what it said when it was asked last, and what has passed since then by a counter that cannot be set. Each new
/// connection asks, and every ten seconds a transaction does before it begins. It is off by half of what the question took, at most.
/// </summary>
/// <param name="machine">The clock of the machine.</param>
internal sealed class PostgresClock(TimeProvider machine) : TimeProvider
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(10);

    // The counter stands still while the machine sleeps; its clock does not.
    private static readonly TimeSpan s_jump = TimeSpan.FromSeconds(1);

    private volatile Answer? _last;
    private long _triedAt;

    /// <summary>Has the server asked; called on whatever thread wants to know the time.</summary>
    public Action? Ask { get; set; }

    /// <summary>Whether the next transaction has to ask before it begins.</summary>
    public bool IsStale => _last is not { } last || Since(last) > s_freshness || HasJumped(last);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (_last is { } known && HasJumped(known)) TryAsk();
        return _last is { } last ? last.Time + Since(last) : machine.GetUtcNow();
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <summary>The server has answered.</summary>
    /// <param name="time">What it said.</param>
    /// <param name="asked">The counter (<see cref="GetTimestamp"/>) when it was asked.</param>
    public void Set(DateTimeOffset time, long asked)
    {
        var half = machine.GetElapsedTime(asked) / 2;
        _last = new(time + half, machine.GetTimestamp(), machine.GetUtcNow());
    }

    private TimeSpan Since(Answer answer) => machine.GetElapsedTime(answer.Counter);

    private bool HasJumped(Answer answer) => (machine.GetUtcNow() - answer.Machine - Since(answer)).Duration() > s_jump;

    private void TryAsk()
    {
        // A server that is gone is not asked again for each look at the clock.
        if (Interlocked.Read(ref _triedAt) is var tried and not 0 && machine.GetElapsedTime(tried) < s_jump) return;
        Interlocked.Exchange(ref _triedAt, machine.GetTimestamp());
        try
        {
            Ask?.Invoke();
        }
        catch (Exception error) when (error is AllocationException or ObjectDisposedException)
        {
            // Nothing can be written just now either, and what is written next asks before.
        }
    }

    private sealed record Answer(DateTimeOffset Time, long Counter, DateTimeOffset Machine);
}
