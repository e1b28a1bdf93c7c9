using Allocation.Core.Errors;

namespace Allocation.Core.Files;

/// <summary>
/// The queue of the processes that write one store file. Whoever waits for <c>PATH.lock</c> holds the turn, <c>PATH.turn.lock</c>, and the
/// others wait for that; otherwise a process that writes in a loop would take the lock again before others look. No process polls where
/// the system has its own queue, and whoever is killed leaves it.
/// </summary>
/// <param name="path">The store file.</param>
/// <param name="limit">How long to wait while no waiter gets a turn.</param>
internal sealed class WriterQueue(string path, TimeSpan limit)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _turn = path + ".turn.lock";
    private readonly string _lock = path + ".lock";

    /// <summary>The file whose lock whoever writes holds.</summary>
    public string LockFile => _lock;

    /// <summary>The file whose time <see cref="Tell"/> sets.</summary>
    public string NewsFile => _turn;

    /// <summary>A wait that begins now, also for the threads of this process.</summary>
    public LockPatience Begin() => new(limit, sign: _lock, _lock, _turn);

    /// <summary>Tells those who watch <see cref="NewsFile"/> that something was committed. Only Linux reports that at once; elsewhere it
    /// does nothing.</summary>
    public void Tell()
    {
        if (OperatingSystem.IsLinux()) Flock.Touch(_turn);
    }

    /// <summary>Waits for the lock; dispose the result to let the next one in.</summary>
    /// <exception cref="WaitTimeoutException">No waiter got a turn for that time; the message says who holds the lock and how many
    /// wait.</exception>
    /// <exception cref="IOException">A lock file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">A lock file may not be made or written.</exception>
    /// <param name="wait">The wait, as it began; none of its time counts twice.</param>
    /// <param name="cancellation">Ends it.</param>
    public FileLock Enter(LockPatience wait, CancellationToken cancellation)
    {
        using var turn = FileLock.Take(_turn, wait, cancellation, OwnerOnly);
        turn.ShareAs(path);
        var held = FileLock.Take(_lock, wait, cancellation, OwnerOnly);
        held.ShareAs(path);
        held.Mark();
        return held;
    }
}
