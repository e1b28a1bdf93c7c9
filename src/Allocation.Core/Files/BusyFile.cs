namespace Allocation.Core.Files;

/// <summary>
/// Asks again when Windows keeps a file closed for a moment: a scanner, an indexer, an editor or a backup has it open, another process
/// replaces it, or it was removed and a process still has it open. On other systems no process can keep others from opening a file.
/// </summary>
internal static class BusyFile
{
    private const int AccessDenied = 5;
    private const int DeletePending = 303;

    // ERROR_UNABLE_TO_REMOVE_REPLACED, ERROR_UNABLE_TO_MOVE_REPLACEMENT and ERROR_UNABLE_TO_MOVE_REPLACEMENT_2.
    private const int FirstOfReplace = 1175;
    private const int LastOfReplace = 1177;

    /// <summary>For how long; whoever may never open the file is told that much later.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Does something with a file that others may have open.</summary>
    public static T Try<T>(Func<T> act) => OperatingSystem.IsWindows() ? Try(act, Limit) : act();

    /// <summary>As <see cref="Try{T}(Func{T})"/>, on every system and for as long as told.</summary>
    internal static T Try<T>(Func<T> act, TimeSpan limit)
    {
        var wait = new LockPatience(limit);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return act();
            }
            catch (Exception e) when (IsPassing(e) && wait.Next() > TimeSpan.Zero)
            {
                // Windows does not tell when the file comes free.
                Thread.Sleep(Random.Shared.Next(1, 2 << Math.Min(attempt, 5)));
            }
        }
    }

    /// <summary>Whether another program has the file open (ERROR_SHARING_VIOLATION) or locked it (ERROR_LOCK_VIOLATION).</summary>
    internal static bool IsOpenElsewhere(Exception error) => error is IOException && FileErrors.WindowsCode(error) is 32 or 33;

    /// <summary>Whether it was removed and is open still, which Windows mostly calls a lack of rights.</summary>
    internal static bool MayBeGoing(Exception error) => FileErrors.WindowsCode(error) is AccessDenied or DeletePending;

    private static bool IsPassing(Exception error) =>
        IsOpenElsewhere(error) || MayBeGoing(error) || FileErrors.WindowsCode(error) is >= FirstOfReplace and <= LastOfReplace;
}
