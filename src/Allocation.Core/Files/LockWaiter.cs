using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Allocation.Core.Files;

/// <summary>
/// One place in the queue for a file's lock. The system's call cannot be interrupted, so its own thread sits in it. When its
/// caller gives up, the place is kept for the next caller of this process, so that a holder that hangs does not cost a thread each time;
/// when its turn comes and it is not wanted any more, the lock is let go at once.
/// </summary>
internal sealed class LockWaiter
{
    private static readonly ConcurrentDictionary<string, LockWaiter> s_left = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly ManualResetEventSlim _ended = new();
    private Exception? _failure;
    private bool _isLeft;

    private LockWaiter(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
        new Thread(Run, 128 * 1024) { IsBackground = true, Name = "Lock " + Path.GetFileName(path) }.Start();
    }

    /// <summary>Takes a place in the queue, or one that was left.</summary>
    /// <param name="path">The path of the lock file.</param>
    /// <param name="file">The open lock file; the waiter's own from here on.</param>
    public static LockWaiter For(string path, SafeFileHandle file)
    {
        if (!s_left.TryRemove(path, out var left) || !left.Resume()) return new(path, file);
        file.Dispose();
        return left;
    }

    /// <summary>The locked file, when the lock was got within this time; else null.</summary>
    /// <exception cref="IOException">The file system has no such locks.</exception>
    public SafeFileHandle? Wait(TimeSpan time, CancellationToken cancellation)
    {
        if (!_ended.Wait(time, cancellation)) return null;
        return _failure is null ? _file : throw _failure;
    }

    /// <summary>Gives the place up. Nothing is held afterwards.</summary>
    public void GiveUp()
    {
        lock (_ended)
        {
            if (_ended.IsSet)
            {
                _file.Dispose();
                return;
            }

            _isLeft = true;
        }

        s_left.TryAdd(_path, this);
    }

    // False when its turn came while it was not wanted any more.
    private bool Resume()
    {
        lock (_ended)
        {
            _isLeft = false;
            return !_ended.IsSet;
        }
    }

    private void Run()
    {
        try
        {
            Flock.Take(_file);
        }
        catch (IOException e)
        {
            _failure = e;
        }

        lock (_ended)
        {
            _ended.Set();
            if (!_isLeft) return;
            _file.Dispose();
        }

        s_left.TryRemove(new(_path, this));
    }
}
