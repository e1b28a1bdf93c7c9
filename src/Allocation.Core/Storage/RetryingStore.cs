using Allocation.Core.Errors;

namespace Allocation.Core.Storage;

/// <summary>
/// A store whose work is run again when somebody else was faster, or when the store was out of reach for a moment: the one
/// place that retries. Waits between tries grow from 1 ms to 200 ms, each drawn at random from the upper half of its
/// length, so that contenders spread.
/// </summary>
/// <param name="inner">The store below; disposed with this one.</param>
/// <param name="patience">For how long work is retried before its last error is reported.</param>
public sealed class RetryingStore(IAllocationStore inner, TimeSpan patience) : IAllocationStore
{
    /// <summary>For how long conflicts are retried unless told otherwise.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public StoreUri Uri => inner.Uri;

    /// <inheritdoc/>
    public int Schema => inner.Schema;

    /// <inheritdoc/>
    public T Run<T>(Func<IStoreSession, T> work, CancellationToken cancellation = default) =>
        Retry(() => inner.Run(work, cancellation), cancellation);

    /// <inheritdoc/>
    public T Read<T>(Func<IStoreSession, T> query, CancellationToken cancellation = default) =>
        Retry(() => inner.Read(query, cancellation), cancellation);

    /// <inheritdoc/>
    public IEnumerable<T> Stream<T>(Func<IStoreSession, IEnumerable<T>> query, CancellationToken cancellation = default) =>
        inner.Stream(query, cancellation);

    /// <inheritdoc/>
    public IQueueWatch? WatchQueue() => inner.WatchQueue();

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private T Retry<T>(Func<T> attempt, CancellationToken cancellation)
    {
        var started = Environment.TickCount64;
        for (var failures = 0; ; failures++)
        {
            try
            {
                return attempt();
            }
            catch (AllocationException error) when (IsPassing(error) && Environment.TickCount64 - started < patience.TotalMilliseconds)
            {
                Wait(failures, error, cancellation);
            }
            finally
            {
                WorkTrace.Current?.Over?.Invoke();
            }
        }
    }

    private static bool IsPassing(AllocationException error) => error is StoreConflictException or StoreUnavailableException { IsPassing: true };

    private static void Wait(int attempt, AllocationException error, CancellationToken cancellation)
    {
        var ceiling = Math.Min(200, 1 << Math.Min(attempt, 8));
        var milliseconds = Random.Shared.Next((ceiling + 1) / 2, ceiling + 1);
        WorkTrace.Current?.Retry?.Invoke($"Tries again in {milliseconds} ms, for the {attempt + 1}. time: {error.Message}");
        cancellation.WaitHandle.WaitOne(milliseconds);
        cancellation.ThrowIfCancellationRequested();
    }
}
