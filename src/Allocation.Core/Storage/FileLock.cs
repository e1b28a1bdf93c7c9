using Allocation.Core.Errors;

namespace Allocation.Core.Storage;

/// <summary>
/// An exclusive lock on a file of its own, held until disposed; the system ends it when the process dies. On Linux and
/// macOS this is flock(2), the lock that Python's filelock takes; on Windows nobody else can open the file meanwhile.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>For how long a lock is waited for unless told otherwise.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock. The file is made when it is not there, and stays.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="patience">How long to wait for another holder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="newFileMode">The permissions of a file that was not there, where the system has such; those of any new file when null.</param>
    /// <exception cref="WaitTimeoutException">Somebody else held it all the time.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made or written.</exception>
    public static FileLock Take(string path, TimeSpan patience, CancellationToken cancellation, UnixFileMode? newFileMode = null)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = newFileMode;
        var started = Environment.TickCount64;
        for (var attempt = 0; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan waited;
            try
            {
                return new FileLock(new FileStream(path, options));
            }
            catch (IOException busy) when (IsHeldByAnother(busy))
            {
                waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - started);
                if (waited >= patience) throw new WaitTimeoutException(path, waited, $"'{path}' was locked by somebody else for {waited.TotalSeconds:0} s.");
            }

            // No system tells when such a lock comes free, so it is asked for again.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, Longest(attempt, waited)));
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => _file.Dispose();

    // Ever more slowly, so that many who wait cost little; but after a second the more often the longer somebody has waited.
    // If all asked alike, chance would pass one of sixteen by for half a minute now and then, as was seen on a busy machine.
    private static int Longest(int attempt, TimeSpan waited) =>
        Math.Min(2 << Math.Min(attempt, 5), (int)Math.Clamp(50 / Math.Max(1, waited.TotalSeconds), 2, 50));

    // Windows: ERROR_SHARING_VIOLATION. Elsewhere the runtime turns EWOULDBLOCK of flock into an IOException whose HResult
    // is that errno: 11 on Linux, 35 on macOS.
    private static bool IsHeldByAnother(IOException e) =>
        e.GetType() == typeof(IOException) && (OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35);
}
