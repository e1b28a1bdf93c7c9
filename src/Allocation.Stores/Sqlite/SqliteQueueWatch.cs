using Allocation.Core.Storage;

namespace Allocation.Stores.Sqlite;

/// <summary>
/// Is told by the system when somebody writes the log of the database, and asks for the revision then. All who write a database are on
/// one machine, so the system sees each write. Only Linux tells at once: Windows may keep a size to itself until a file is closed.
/// </summary>
internal sealed class SqliteQueueWatch : IQueueWatch
{
    // The log is written before its commit can be seen, and the flush of the disk is between. So after a write it looks several times.
    private const int FirstPause = 1;
    private const int LastPause = 512;

    // A crowd of writers is not answered by a look for each.
    private const int PauseInCrowd = 8;

    private readonly SqliteErrors _errors;
    private readonly Func<long> _revision;
    private readonly FileSystemWatcher _files;
    private readonly AutoResetEvent _written = new(false);
    private readonly ManualResetEvent _ended = new(false);
    private volatile Exception? _failure;
    private long _told;

    // The write of a commit may have come before the look that saw the commit before it, or before the watch: then no other write tells
    // of it.
    private bool _mayFollow = true;

    private SqliteQueueWatch(FileSystemWatcher files, SqliteErrors errors, Func<long> revision)
    {
        (_files, _errors, _revision) = (files, errors, revision);
        files.Changed += (_, _) => Ring();
        files.Created += (_, _) => Ring();
        files.Error += (_, error) =>
        {
            _failure = error.GetException();
            Ring();
        };
        files.EnableRaisingEvents = true;
        _told = revision();
    }

    /// <summary>Begins one; null where the system does not tell, or has too many watches already.</summary>
    /// <param name="path">The database.</param>
    /// <param name="errors">What its errors mean.</param>
    /// <param name="revision">Asks for the revision of the queue.</param>
    public static SqliteQueueWatch? TryBegin(string path, SqliteErrors errors, Func<long> revision)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var files = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "-wal")
        {
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
        };
        try
        {
            return new(files, errors, revision);
        }
        catch (IOException)
        {
            files.Dispose();
            return null;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long? Next(TimeSpan patience)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (end - Environment.TickCount64 is > 0 and var left)
        {
            if (!_mayFollow && !_written.WaitOne((int)left)) return null;
            var wasWritten = !_mayFollow;
            _mayFollow = false;
            for (var pause = FirstPause; pause <= LastPause;)
            {
                if (_failure is { } failure) throw _errors.Unavailable($"its folder cannot be watched ({failure.Message})", failure);
                if (_revision() is var revision && revision > _told)
                {
                    _mayFollow = true;
                    return _told = revision;
                }

                var isInCrowd = wasWritten && pause <= PauseInCrowd;
                if (isInCrowd) _ended.WaitOne(pause);
                if (!_written.WaitOne(isInCrowd ? 0 : pause)) pause *= 2;
                else (pause, wasWritten) = (isInCrowd ? Math.Min(2 * pause, PauseInCrowd) : FirstPause, true);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.Dispose();
        _ended.Dispose();
        lock (_files) _written.Dispose();
    }

    // A last event may come while the watch is disposed.
    private void Ring()
    {
        lock (_files)
        {
            if (!_written.SafeWaitHandle.IsClosed) _written.Set();
        }
    }
}
