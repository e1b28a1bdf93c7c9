using Allocation.Core.Errors;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>
/// An exclusive lock on its own file, held until disposed; the system ends it when the process dies. On Linux and
/// macOS this is flock(2), the lock that Python's filelock takes; on Windows no other process can open the file meanwhile.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;

    private FileLock(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>For how long a lock is waited for by default.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock. The file is made when it is not there, and stays.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="patience">How long to wait for another holder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="newFileMode">The permissions of a file that was not there, where the system has such; those of any new file when
    /// null.</param>
    /// <exception cref="WaitTimeoutException">Another process held it all the time.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made or written.</exception>
    public static FileLock Take(string path, TimeSpan patience, CancellationToken cancellation, UnixFileMode? newFileMode = null) =>
        Take(path, new LockPatience(patience), cancellation, newFileMode);

    /// <summary>As above, with a wait that may have begun at another lock.</summary>
    internal static FileLock Take(string path, LockPatience wait, CancellationToken cancellation, UnixFileMode? newFileMode)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = OperatingSystem.IsWindows() ? Poll(path, OpenAlone, wait, cancellation) : Queue(path, wait, cancellation, newFileMode);
        return new(path, file);
    }

    /// <summary>Sets the time of the lock file, by which those who wait see that one of them got a turn.</summary>
    internal void Mark()
    {
        if (OperatingSystem.IsWindows()) File.SetLastWriteTimeUtc(_file, DateTime.UtcNow);
        else Flock.Touch(_file);
    }

    /// <summary>Lets everybody take the lock who may use a file.</summary>
    internal void ShareAs(string path)
    {
        // Whoever may write to the folder could have put a link there, so that root gives another file away.
        if (OperatingSystem.IsWindows() || new FileInfo(_path).LinkTarget is not null || RandomAccess.GetLength(_file) > 0) return;
        PathProbe.OwnerOf(path)?.Share(_file);
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Asks for the lock of Windows until it is free.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="open">Opens it for this process alone.</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static SafeFileHandle Poll(string path, Func<string, SafeFileHandle> open, LockPatience wait, CancellationToken cancellation)
    {
        LockPatience? going = null;
        for (var attempt = 0; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return open(path);
            }
            catch (IOException busy) when (BusyFile.IsOpenElsewhere(busy))
            {
                going = null;
                if (wait.Next() == TimeSpan.Zero) throw Timeout(path, wait);
            }
            catch (Exception e) when (BusyFile.MayBeGoing(e) && wait.Next() > TimeSpan.Zero
                && (going ??= new(BusyFile.Limit)).Next() > TimeSpan.Zero)
            {
                // Another process removes the lock file; who may never open it gets an error after a while.
            }

            // Windows does not tell when such a lock comes free, so it is asked for again.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, Longest(attempt, wait.Waited)));
        }
    }

    private static SafeFileHandle OpenAlone(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static SafeFileHandle Queue(string path, LockPatience wait, CancellationToken cancellation, UnixFileMode? newFileMode)
    {
        while (true)
        {
            var file = Wait(path, Flock.Open(path, newFileMode), wait, cancellation);
            // Another process may have removed the lock file while it was waited for, and the next one locks another.
            if (PathProbe.IsSame(file, path)) return file;
            file.Dispose();
        }
    }

    private static SafeFileHandle Wait(string path, SafeFileHandle file, LockPatience wait, CancellationToken cancellation)
    {
        try
        {
            if (Flock.TryTake(file)) return file;
            if (wait.Next() == TimeSpan.Zero) throw Timeout(path, wait);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        var waiter = LockWaiter.For(path, file);
        try
        {
            for (var time = wait.Next(); time > TimeSpan.Zero; time = wait.Next())
            {
                if (waiter.Wait(time, cancellation) is { } taken) return taken;
            }

            throw Timeout(path, wait);
        }
        catch
        {
            waiter.GiveUp();
            throw;
        }
    }

    private static WaitTimeoutException Timeout(string path, LockPatience wait) => new(path, wait.Waited, wait.Explain(path));

    // Ever more slowly, so that many who wait cost little; but after a second the more often the longer a process has waited.
    // If all asked alike, chance would pass one of sixteen by for half a minute now and then, as was seen on a busy machine.
    private static int Longest(int attempt, TimeSpan waited) =>
        Math.Min(2 << Math.Min(attempt, 5), (int)Math.Clamp(50 / Math.Max(1, waited.TotalSeconds), 2, 50));
}
