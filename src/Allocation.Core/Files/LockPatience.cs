namespace Allocation.Core.Files;

/// <summary>
/// How long a lock is waited for. Where holders set the time of a file, the wait counts from the last time that a waiter got a turn: who
/// is in a long queue that moves goes on waiting, and a holder that hangs is given up.
/// </summary>
/// <param name="limit">How long.</param>
/// <param name="sign">The file whose time every holder sets; null where there is none, so that all of the wait counts.</param>
/// <param name="queue">The files in whose locks others wait, that of the holder first; for the message.</param>
internal sealed class LockPatience(TimeSpan limit, string? sign = null, params IReadOnlyList<string> queue)
{
    // How often it is looked whether the queue moves.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly long _started = Environment.TickCount64;
    private long _counted = Environment.TickCount64;
    private DateTime? _seen;

    /// <summary>For how long it was waited in all.</summary>
    public TimeSpan Waited => TimeSpan.FromMilliseconds(Environment.TickCount64 - _started);

    /// <summary>For how long to wait now, before asking again; zero when it is over.</summary>
    public TimeSpan Next()
    {
        if (sign is not null && File.GetLastWriteTimeUtc(sign) is var time && time != _seen)
        {
            if (_seen is not null) _counted = Environment.TickCount64;
            _seen = time;
        }

        var left = limit - TimeSpan.FromMilliseconds(Environment.TickCount64 - _counted);
        if (left <= TimeSpan.Zero) return TimeSpan.Zero;
        return left < s_look ? left : s_look;
    }

    /// <summary>Why it is over: who holds the lock, and how many wait for it.</summary>
    public string Explain(string path)
    {
        var files = queue.Count > 0 ? queue : [path];
        var table = LockTable.Of(files);
        var holder = table?.Holder is { } process ? $"process {process}" : "another process";
        var time = limit < TimeSpan.FromSeconds(1) ? $"{limit.TotalMilliseconds:0} ms" : $"{limit.TotalSeconds:0} s";
        var others = table is { Waiting: > 0 } ? $"; {table.Waiting} {(table.Waiting == 1 ? "waits" : "wait")} for it" : "";
        return $"it waited {time} for the lock of '{files[0]}', which {holder} holds{others}";
    }
}
