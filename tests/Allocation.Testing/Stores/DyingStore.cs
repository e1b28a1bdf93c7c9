using System.Globalization;
using Allocation.Core.Storage;
using Allocation.Core.Storage.Addresses;

namespace Allocation.Testing.Stores;

/// <summary>
/// A store whose process is killed at one commit: before it, when all its work is done, or right after it; or pauses there: ahead of the
/// transaction or right after it. Only what the first thread commits is counted: heartbeats are not.
/// </summary>
public sealed class DyingStore(IAllocationStore inner, string when) : IAllocationStore
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _commits;

    public StoreUri Uri => inner.Uri;

    public int Schema => inner.Schema;

    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default)
    {
        if (Environment.CurrentManagedThreadId != _thread) return inner.Run(work, cancellation);
        var number = (++_commits).ToString(CultureInfo.InvariantCulture);
        if (when == "pause-ahead:" + number) Stop();
        var result = inner.Run(
            session =>
            {
                var done = work(session);
                if (when == "before:" + number) Death.Now();
                return done;
            },
            cancellation);
        if (when == "after:" + number) Death.Now();
        if (when == "pause-after:" + number) Stop();
        return result;
    }

    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) => inner.Read(query, cancellation);

    public void Dispose() => inner.Dispose();

    private static void Stop() => Pause.At(Environment.GetEnvironmentVariable("PROBE_PAUSE")!);
}
