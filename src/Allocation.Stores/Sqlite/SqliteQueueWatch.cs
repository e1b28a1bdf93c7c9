using Allocation.Core.Storage;

namespace Allocation.Stores.Sqlite;

/// <summary>
/// Asks for the revision when the system reports a change of one of two files: the news file, whose time a writer sets after it changed
/// the queue, and the log of the database. All writers are on one machine, so the system sees each write. Only Linux reports at once:
/// Windows may keep a size to itself until a file is closed.
/// </summary>
internal sealed class SqliteQueueWatch : IQueueWatch
{
    // The time of the news file is set when the commit can be seen. Older versions, other programs and writers without the right to set
    // it leave only the write of the log, which comes before the flush of the disk and the commit. So after a write it looks several times.
    private const int FirstPause = 1;
    private const int LastPause = 512;

    // A crowd of writers is not answered by a look for each.
    private const int PauseInCrowd = 8;

    private readonly SqliteErrors _errors;
    private readonly Func<long> _revision;
    private readonly FileSystemWatcher _files;
    private readonly AutoResetEvent _written = new(false);
    private readonly AutoResetEvent _committed = new(false);
    private volatile Exception? _failure;
    private long _told;

    // The write of a commit may have come before the look that saw the commit before it, or before the watch: then no other write tells
    // of it.
    private bool _mayFollow = true;

    private SqliteQueueWatch(FileSystemWatcher files, string log, SqliteErrors errors, Func<long> revision)
    {
        (_files, _errors, _revision) = (files, errors, revision);
        files.Changed += (_, file) => Ring(isCommitted: file.Name != log);
        files.Created += (_, file) => Ring(isCommitted: file.Name != log);
        files.Error += (_, error) =>
        {
            _failure = error.GetException();
            Ring(isCommitted: true);
        };
        files.EnableRaisingEvents = true;
        _told = revision();
    }

    /// <summary>Begins one; null where the system does not tell, or has too many watches already.</summary>
    /// <param name="path">The database.</param>
    /// <param name="news">The file in its folder whose time is set by each commit that changes the queue.</param>
    /// <param name="errors">What its errors mean.</param>
    /// <param name="revision">Asks for the revision of the queue.</param>
    public static SqliteQueueWatch? TryBegin(string path, string news, SqliteErrors errors, Func<long> revision)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var log = Path.GetFileName(path) + "-wal";
        var files = new FileSystemWatcher(Path.GetDirectoryName(path)!)
        {
            Filters = { log, Path.GetFileName(news) },
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName,
        };
        try
        {
            return new(files, log, errors, revision);
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
                if (isInCrowd) _committed.WaitOne(pause);
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
        lock (_files)
        {
            _written.Dispose();
            _committed.Dispose();
        }
    }

    // A last event may come while the watch is disposed.
    private void Ring(bool isCommitted)
    {
        lock (_files)
        {
            if (_written.SafeWaitHandle.IsClosed) return;
            if (isCommitted) _committed.Set();
            _written.Set();
        }
    }
}
